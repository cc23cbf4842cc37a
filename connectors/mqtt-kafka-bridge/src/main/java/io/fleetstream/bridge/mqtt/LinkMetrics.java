package io.fleetstream.bridge.mqtt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of one MQTT connection; the tag {@code link} is {@code uplink} or {@code downlink}. */
public final class LinkMetrics {
    private static final int STANDING_BY = -1;
    private static final String REASON_CODES = "fleet.bridge.reason.codes";

    private final MeterRegistry registry;
    private final String link;
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    /** Registers the gauges. */
    public LinkMetrics(MeterRegistry registry, String link) {
        this.registry = registry;
        this.link = link;
        Gauge.builder("fleet.bridge.connected", connected, AtomicInteger::get)
                .description("1 while connected to the MQTT broker, 0 if not, -1 if not wanted")
                .tag("link", link)
                .register(registry);
        registry.counter("fleet.bridge.reconnects", "link", link);
    }

    /** No connection is wanted now: another bridge has it. */
    public void standingBy() {
        connected.set(STANDING_BY);
    }

    /** A connection is wanted from now on. */
    public void wanted() {
        connected.set(0);
    }

    /** A connection was accepted. */
    public void connected(boolean sessionPresent) {
        connected.set(1);
        reason("connack", "0");
        if (connections.getAndIncrement() > 0) {
            registry.counter("fleet.bridge.reconnects", "link", link).increment();
        }
        registry.counter(
                        "fleet.bridge.sessions",
                        "link",
                        link,
                        "present",
                        Boolean.toString(sessionPresent))
                .increment();
    }

    /** A connection was refused or could not be made. */
    public void connectFailed(LinkException failure) {
        if (failure.fromBroker()) {
            reason("connack", Integer.toString(failure.reasonCode()));
        } else {
            registry.counter("fleet.bridge.connect.failures", "link", link).increment();
        }
    }

    /** A connection is over; null if this side ended it. */
    public void disconnected(LinkLoss loss) {
        connected.set(0);
        if (loss != null && loss.byServer()) {
            reason("disconnect", Integer.toString(loss.reasonCode()));
        } else if (loss != null) {
            reason("disconnect", "none");
        }
    }

    /** A SUBACK brought this code for one subscription. */
    public void subscribed(int code) {
        reason("suback", Integer.toString(code));
    }

    /** A PUBACK or PUBCOMP brought this code. */
    public void published(int code) {
        reason("puback", Integer.toString(code));
    }

    /** Whether the connection is up. */
    public boolean isConnected() {
        return connected.get() == 1;
    }

    private void reason(String packet, String code) {
        registry.counter(REASON_CODES, "link", link, "packet", packet, "code", code).increment();
    }
}
