package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.HeartbeatConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Puts one heartbeat into every partition per tick. They take the same queue as messages, so one
 * that says T comes after every message received before T. While an earlier round is not yet in
 * Kafka, a tick does nothing.
 */
final class Heartbeats {
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
        if (!isDue(connection) || outstanding.get() > 0) {
            return;
        }
        long micros = RecordMapper.nowMicros(clock);
        Map<String, Integer> counts = partitions.get();
        for (String topic : config.topics()) {
            for (int partition = 0; partition < counts.getOrDefault(topic, 0); partition++) {
                outstanding.incrementAndGet();
                pump.offer(new HeartbeatRecord(topic, partition, micros, outstanding, metrics));
            }
        }
    }

    private boolean isDue(UplinkConnection connection) {
        return connection != null
                && connection.isReady()
                && System.nanoTime() - connection.connectedNanos()
                        >= config.delayAfterConnect().toNanos();
    }
}
