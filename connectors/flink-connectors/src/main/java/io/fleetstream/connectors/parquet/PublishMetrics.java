package io.fleetstream.connectors.parquet;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What an operator has published, in its metric group {@code fleet}. */
final class PublishMetrics {
    private final Counter files;
    private final Counter rows;
    private final Counter bytes;
    private final Counter retries;
    private final Counter missing;

    PublishMetrics(MetricGroup group) {
        files = group.counter("publishedFiles");
        rows = group.counter("publishedRows");
        bytes = group.counter("publishedBytes");
        retries = group.counter("publicationRetries");
        missing = group.counter("missingSections");
    }

    void published(long rowsInIt, long size) {
        files.inc();
        rows.inc(rowsInIt);
        bytes.inc(size);
    }

    void retried() {
        retries.inc();
    }

    void missing(long sections) {
        missing.inc(sections);
    }
}
