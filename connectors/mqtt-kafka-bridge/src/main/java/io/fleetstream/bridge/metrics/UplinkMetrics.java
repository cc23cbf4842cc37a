package io.fleetstream.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of the way from MQTT to Kafka that do not belong to one route. */
public final class UplinkMetrics {
    private final MeterRegistry registry;
    private final Counter acknowledged;
    private final Counter shed;
    private final Counter heartbeats;

    /** Registers what is counted from the start. */
    public UplinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        acknowledged = registry.counter("fleet.bridge.acknowledged");
        shed = registry.counter("fleet.bridge.shed");
        heartbeats = registry.counter("fleet.bridge.heartbeats");
        registry.counter("fleet.bridge.kafka.producer.restarts");
    }

    /** A QoS 1 message was acknowledged to the MQTT broker. */
    public void acknowledged() {
        acknowledged.increment();
    }

    /** A QoS 1 message was left to the broker, which sends it again. */
    public void shed() {
        shed.increment();
    }

    /** A heartbeat is in Kafka. */
    public void heartbeat() {
        heartbeats.increment();
    }

    /** Kafka refused a record, or a wait for Kafka ran out. */
    public void kafkaError(Throwable error) {
        registry.counter(
                        "fleet.bridge.kafka.send.errors", "error", error.getClass().getSimpleName())
                .increment();
    }

    /** The producer was given up and replaced. */
    public void producerRestarted() {
        registry.counter("fleet.bridge.kafka.producer.restarts").increment();
    }

    /** Counters of one route. */
    public RouteMetrics route(String name) {
        return new RouteMetrics(registry, name);
    }
}
