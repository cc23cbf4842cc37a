package io.fleetstream.jobs.notify.function;

import io.fleetstream.jobs.notify.delivery.Courier;
import io.fleetstream.jobs.notify.delivery.Tally;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What is seen of a target, in the group {@code fleet}, labelled with its name. */
final class DeliverMetrics implements Tally {
    private final MetricGroup group;
    private final Counter delivered;
    private final Counter retries;
    private final Counter refused;
    private final Counter givenUp;

    DeliverMetrics(RuntimeContext context, String target) {
        group = context.getMetricGroup().addGroup("fleet").addGroup("target", target);
        delivered = group.counter("deliveredNotices");
        retries = group.counter("retriedNotices");
        refused = group.counter("refusedNotices");
        givenUp = group.counter("abandonedNotices");
    }

    /** What waits, and how long it has gone wrong. */
    void watch(Courier courier) {
        group.gauge("waitingNotices", (Gauge<Integer>) courier::waiting);
        group.gauge("failuresInARow", (Gauge<Integer>) courier::failures);
    }

    @Override
    public void taken() {
        delivered.inc();
    }

    @Override
    public void retried() {
        retries.inc();
    }

    @Override
    public void refused() {
        refused.inc();
    }

    @Override
    public void gaveUp() {
        givenUp.inc();
    }
}
