package io.fleetstream.faults.rollout;

import io.fleetstream.schemas.RolloutStatusKind;

/** How a rollout goes, and where it must end. */
enum Script {
    /** Somebody pauses it, and resumes it later. */
    RESUMED(RolloutStatusKind.FINISHED),
    /** Somebody aborts it. */
    ABORTED(RolloutStatusKind.ABORTED),
    /** Nobody intervenes. */
    GOOD(RolloutStatusKind.FINISHED),
    /** Every device fails, so that it pauses itself. */
    BAD(RolloutStatusKind.PAUSED),
    /** Somebody pauses it, and that is that. */
    HELD(RolloutStatusKind.PAUSED);

    private final RolloutStatusKind end;

    Script(RolloutStatusKind end) {
        this.end = end;
    }

    RolloutStatusKind end() {
        return end;
    }

    /** The script of a rollout by its number; in turn. */
    static Script of(int number) {
        return values()[number % values().length];
    }
}
