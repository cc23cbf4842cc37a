package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.HeartbeatConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Puts one heartbeat into every partition per tick. They take the same queue as messages, so one
 * that says T comes after every message received before T and before every later one, also while
 * the intake is limited; they do not count against the limit. A tick does nothing while too many
 * rounds are not yet in Kafka.
 */
final class Heartbeats {
    private static final int MOST_ROUNDS = 30;

    private final HeartbeatConfig config;
    private final Supplier<Map<String, Integer>> partitions;
    private final KafkaPump pump;
    private final UplinkMetrics metrics;
    private final Clock clock;
    private final AtomicInteger outstanding = new AtomicInteger();

    /** Takes the partition counts by topic from a supplier that must not block. */
    Heartbeats(
            HeartbeatConfig config,
            Supplier<Map<String, Integer>> partitions,
            KafkaPump pump,
            UplinkMetrics metrics,
            Clock clock) {
        this.config = config;
        this.partitions = partitions;
        this.pump = pump;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Sends one round for a connection, once that is ready and old enough. */
    void tick(UplinkConnection connection) {
        Map<String, Integer> counts = partitions.get();
        int round = config.topics().stream().mapToInt(topic -> counts.getOrDefault(topic, 0)).sum();
        if (isDue(connection) && outstanding.get() < MOST_ROUNDS * round) {
            pump.offer(() -> round(counts));
        }
    }

    private List<HeartbeatRecord> round(Map<String, Integer> counts) {
        long micros = RecordMapper.nowMicros(clock);
        List<HeartbeatRecord> round = new ArrayList<>();
        for (String topic : config.topics()) {
            for (int partition = 0; partition < counts.getOrDefault(topic, 0); partition++) {
                outstanding.incrementAndGet();
                round.add(new HeartbeatRecord(topic, partition, micros, outstanding, metrics));
            }
        }
        return round;
    }

    private boolean isDue(UplinkConnection connection) {
        return connection != null
                && connection.isReady()
                && System.nanoTime() - connection.connectedNanos()
                        >= config.delayAfterConnect().toNanos();
    }
}
