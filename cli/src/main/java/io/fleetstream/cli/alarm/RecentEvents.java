package io.fleetstream.cli.alarm;

import io.fleetstream.schemas.AlarmEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Events that were seen, the most recent ones: who watches for weeks remembers no more. */
final class RecentEvents {
    /** More than the job may write again after a failure, some ten megabytes here. */
    private static final int MOST = 100_000;

    private final Set<Identity> known = new LinkedHashSet<>();

    /** What the same event has when it is written again. */
    private record Identity(
            String device, String rule, String alarm, int step, Instant happenedAt) {}

    /** Whether the event is new, as far as is known. */
    boolean add(AlarmEvent event) {
        boolean added =
                known.add(
                        new Identity(
                                event.getDeviceId(),
                                event.getRuleId(),
                                event.getAlarmId(),
                                event.getStep(),
                                event.getHappenedAt()));
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        return added;
    }
}
