package io.fleetstream.jobs.rollout.function;

import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import java.time.Instant;

/** Steps of no rollout, of no kind: they tell the time, inside the job and nowhere else. */
final class Ticks {
    private static final String JUDGED = "JUDGED";

    private Ticks() {}

    /** It is that late, by arrival. */
    static RolloutControl time(Instant at) {
        return tick(at).build();
    }

    /** Alarms have been judged up to that time of arrival. */
    static RolloutControl judged(Instant to) {
        return tick(to).setReason(JUDGED).build();
    }

    static boolean isTime(RolloutControl row) {
        return row.getRolloutId().isEmpty() && row.getReason() == null;
    }

    static boolean isJudged(RolloutControl row) {
        return row.getRolloutId().isEmpty() && JUDGED.equals(row.getReason());
    }

    private static RolloutControl.Builder tick(Instant at) {
        return RolloutControl.newBuilder()
                .setRolloutId("")
                .setKind(RolloutControlKind.UNSPECIFIED)
                .setAt(at);
    }
}
