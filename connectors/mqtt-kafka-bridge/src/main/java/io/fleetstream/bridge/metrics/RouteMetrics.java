package io.fleetstream.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of one route; {@code unrouted} for topics that match none. */
public final class RouteMetrics {
    private static final String DROPPED = "fleet.bridge.dropped";

    private final MeterRegistry registry;
    private final String route;
    private final Counter received;
    private final Counter forwarded;
    private final Counter parked;
    private final Counter truncated;
    private final Counter receivedAtReplaced;
    private final Counter invalidDeviceId;
    private final Counter excepted;

    RouteMetrics(MeterRegistry registry, String route) {
        this.registry = registry;
        this.route = route;
        received = registry.counter("fleet.bridge.received", "route", route);
        forwarded = registry.counter("fleet.bridge.forwarded", "route", route);
        parked = registry.counter("fleet.bridge.parked", "route", route);
        truncated = registry.counter("fleet.bridge.truncated", "route", route);
        receivedAtReplaced = registry.counter("fleet.bridge.received.at.replaced", "route", route);
        invalidDeviceId = registry.counter("fleet.bridge.invalid.device.id", "route", route);
        excepted = registry.counter("fleet.bridge.excepted", "route", route);
        registry.counter(DROPPED, "route", route, "reason", "qos0-overload");
        registry.counter(DROPPED, "route", route, "reason", "qos0-kafka-failure");
    }

    /** A message came from the broker. */
    public void received() {
        received.increment();
    }

    /** Its record is in Kafka. */
    public void forwarded() {
        forwarded.increment();
    }

    /** Its record is in the parking topic, because Kafka refuses its own. */
    public void parked() {
        parked.increment();
    }

    /** A QoS 0 message is lost, for this reason. */
    public void dropped(String reason) {
        registry.counter(DROPPED, "route", route, "reason", reason).increment();
    }

    /** Its payload was cut because Kafka would have refused it. */
    public void truncated() {
        truncated.increment();
    }

    /** A trusted route brought no usable {@code received-at}. */
    public void receivedAtReplaced() {
        receivedAtReplaced.increment();
    }

    /** Its topic holds no valid device id. */
    public void invalidDeviceId() {
        invalidDeviceId.increment();
    }

    /** The route excepts its topic, so it goes nowhere. */
    public void excepted() {
        excepted.increment();
    }
}
