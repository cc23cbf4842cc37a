package io.fleetstream.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of the way from Kafka to MQTT. */
public final class DownlinkMetrics {
    private final MeterRegistry registry;
    private final Counter published;
    private final Counter expired;

    /** Registers what is counted from the start. */
    public DownlinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        published = registry.counter("fleet.bridge.downlink.published");
        expired = registry.counter("fleet.bridge.downlink.expired");
    }

    /** The broker has a message. */
    public void published() {
        published.increment();
    }

    /** A record was older than its expiry and was skipped. */
    public void expired() {
        expired.increment();
    }

    /** A record cannot be published, for this reason, and was skipped. */
    public void failed(String reason) {
        registry.counter("fleet.bridge.downlink.failed", "reason", reason).increment();
    }
}
