package io.fleetstream.emulator.mqtt;

import java.util.OptionalLong;

/** A message to publish. Immutable as long as nobody writes to its payload. */
public final class OutboundMessage {
    private final String topic;
    private final byte[] payload;
    private final int qos;
    private final boolean retained;
    private final OptionalLong receivedAtMicros;
    private final Runnable acknowledged;

    private OutboundMessage(
            String topic,
            byte[] payload,
            int qos,
            boolean retained,
            OptionalLong receivedAtMicros,
            Runnable acknowledged) {
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retained = retained;
        this.receivedAtMicros = receivedAtMicros;
        this.acknowledged = acknowledged;
    }

    /**
     * A reading.
     *
     * @param receivedAtMicros recorded arrival in epoch microseconds, sent as a user property
     * @param acknowledged run once, when the broker has taken responsibility
     */
    public static OutboundMessage reading(
            String topic,
            byte[] payload,
            int qos,
            OptionalLong receivedAtMicros,
            Runnable acknowledged) {
        return new OutboundMessage(topic, payload, qos, false, receivedAtMicros, acknowledged);
    }

    /** A retained status at QoS 1. */
    public static OutboundMessage status(String topic, byte[] payload) {
        return new OutboundMessage(topic, payload, 1, true, OptionalLong.empty(), () -> {});
    }

    /** MQTT topic. */
    public String topic() {
        return topic;
    }

    /** The bytes; not copied. */
    public byte[] payload() {
        return payload;
    }

    /** Quality of service: 0, 1 or 2. */
    public int qos() {
        return qos;
    }

    /** Whether the broker keeps it for later subscribers. */
    public boolean retained() {
        return retained;
    }

    /** Recorded arrival in epoch microseconds, for trusted routes. */
    public OptionalLong receivedAtMicros() {
        return receivedAtMicros;
    }

    /** What to run once the broker has it. */
    public Runnable acknowledged() {
        return acknowledged;
    }
}
