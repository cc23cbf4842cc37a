package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmChange;
import io.fleetstream.jobs.common.FleetMetrics;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counters of what is watched: one for everything a reading or an order can come to. */
final class WatchMetrics {
    private final Counter readings;
    private final Counter late;
    private final Counter repeated;
    private final Counter ignoredOrders;
    private final Counter onTrial;
    private final Counter unusableRules;
    private final Map<AlarmChange, Counter> changes = new EnumMap<>(AlarmChange.class);

    WatchMetrics(RuntimeContext context) {
        FleetMetrics metrics = FleetMetrics.of(context);
        readings = metrics.counter("readings");
        late = metrics.counter("late");
        repeated = metrics.counter("repeated");
        ignoredOrders = metrics.counter("ignoredOrders");
        onTrial = metrics.counter("alarmChangesOnTrial");
        unusableRules = metrics.counter("unusableRules");
        for (AlarmChange change : AlarmChange.values()) {
            changes.put(change, metrics.counter("alarmChanges", "change", change));
        }
    }

    void countReading() {
        readings.inc();
    }

    void countLate() {
        late.inc();
    }

    void countRepeated() {
        repeated.inc();
    }

    void countIgnored() {
        ignoredOrders.inc();
    }

    void countUnusable() {
        unusableRules.inc();
    }

    void count(AlarmChange change, boolean trial) {
        (trial ? onTrial : changes.get(change)).inc();
    }
}
