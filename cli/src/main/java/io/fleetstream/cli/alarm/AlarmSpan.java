package io.fleetstream.cli.alarm;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import java.time.Instant;

/** The life of an alarm, from what happened to it in order. */
public final class AlarmSpan {
    private final AlarmEvent first;
    private AlarmSeverity worst;
    private Instant clearedAt;

    /** Begins with what happened first. */
    public AlarmSpan(AlarmEvent first) {
        this.first = first;
        this.worst = first.getSeverity();
    }

    /** The next thing that happened. */
    public void take(AlarmEvent event) {
        if (event.getSeverity().compareTo(worst) > 0) {
            worst = event.getSeverity();
        }
        if (event.getChange() == AlarmChangeKind.CLEARED
                || event.getChange() == AlarmChangeKind.SNOOZED) {
            clearedAt = event.getHappenedAt();
        }
    }

    /** How it began. */
    public AlarmEvent first() {
        return first;
    }

    /** How bad it was at its worst. */
    public AlarmSeverity worst() {
        return worst;
    }

    /** When it was over; null if it is not. */
    public Instant clearedAt() {
        return clearedAt;
    }

    /** Whether it is not over. */
    public boolean isOpen() {
        return clearedAt == null;
    }
}
