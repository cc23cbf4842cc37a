package io.fleetstream.connectors.postgres;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the writer of a table tells, in the metric group {@code fleet}. */
final class WriterMetrics {
    private final Counter batches;
    private final Counter copied;
    private final Counter upserted;
    private final Counter changed;
    private final Counter refused;
    private long lastBatch;

    WriterMetrics(MetricGroup operator, Outage outage) {
        MetricGroup group = operator.addGroup("fleet");
        batches = group.counter("batches");
        copied = group.addGroup("mode", "copy").counter("rows");
        upserted = group.addGroup("mode", "upsert").counter("rows");
        changed = group.counter("rowsChangedByUpsert");
        refused = group.counter("refusedRows");
        group.gauge("batchRows", (Gauge<Long>) () -> lastBatch);
        group.gauge("retries", (Gauge<Long>) outage::retries);
        group.gauge("outageSeconds", (Gauge<Long>) outage::seconds);
    }

    void count(WriteResult<?> result) {
        batches.inc();
        copied.inc(result.copied());
        upserted.inc(result.upserted());
        changed.inc(result.changed());
        lastBatch = result.rows();
    }

    void countRefused() {
        refused.inc();
    }
}
