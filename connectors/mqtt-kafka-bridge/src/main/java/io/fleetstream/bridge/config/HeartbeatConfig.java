package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.time.Duration;
import java.util.List;

/**
 * Records that say, in every partition, that the bridge is connected.
 *
 * @param enabled whether heartbeats are sent
 * @param interval time between two of them; 100 ms to 1 min
 * @param topics Kafka topics that get them, one into every partition
 * @param delayAfterConnect time from a connection to its first heartbeat; up to 5 min
 */
public record HeartbeatConfig(
        boolean enabled, Duration interval, List<String> topics, Duration delayAfterConnect) {

    /** Checks every value. */
    public HeartbeatConfig {
        topics = List.copyOf(topics);
        Checks.range("heartbeat.interval (ms)", interval.toMillis(), 100, 60_000);
        check(
                !enabled || !topics.isEmpty(),
                "heartbeat.topics",
                topics,
                "at least one topic while heartbeats are enabled");
        Checks.atMost("heartbeat.delay-after-connect", delayAfterConnect, Duration.ofMinutes(5));
    }
}
