package io.fleetstream.bridge.uplink;

import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/** Reads how many sends the producer repeated by itself. Not thread-safe. */
final class ProducerRetries {
    private static final String TOTAL = "record-retry-total";
    private static final String GROUP = "producer-metrics";

    private Producer<?, ?> producer;
    private Optional<? extends Metric> metric = Optional.empty();
    private long before;

    /** Repeats since the last call; a new producer begins at none. */
    long since(Producer<?, ?> current) {
        if (current != producer) {
            producer = current;
            before = 0;
            metric =
                    current.metrics().values().stream()
                            .filter(
                                    candidate ->
                                            candidate.metricName().name().equals(TOTAL)
                                                    && candidate.metricName().group().equals(GROUP))
                            .findFirst();
        }
        long total =
                metric.map(Metric::metricValue)
                        .map(value -> value instanceof Number number ? number.longValue() : 0L)
                        .orElse(0L);
        long repeats = total - before;
        before = total;
        return repeats;
    }
}
