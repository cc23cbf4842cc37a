package io.fleetstream.emulator.mqtt;

import io.fleetstream.schemas.RecordHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A message to publish. Immutable as long as nobody writes to its payload. */
public final class OutboundMessage {
    private final String topic;
    private final byte[] payload;
    private final int qos;
    private final boolean retained;
    private final OptionalLong receivedAtMicros;
    private final String contentType;
    private final String contentEncoding;
    private final Delivery delivery;

    private OutboundMessage(
            String topic,
            byte[] payload,
            int qos,
            boolean retained,
            OptionalLong receivedAtMicros,
            String contentType,
            String contentEncoding,
            Delivery delivery) {
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retained = retained;
        this.receivedAtMicros = receivedAtMicros;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
        this.delivery = delivery;
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
        return reading(
                topic, payload, qos, receivedAtMicros, Delivery.onAcknowledged(acknowledged));
    }

    /**
     * A reading whose fate matters.
     *
     * @param receivedAtMicros arrival in epoch microseconds, sent as a user property
     */
    public static OutboundMessage reading(
            String topic,
            byte[] payload,
            int qos,
            OptionalLong receivedAtMicros,
            Delivery delivery) {
        return new OutboundMessage(
                topic, payload, qos, false, receivedAtMicros, null, null, delivery);
    }

    /** A retained status at QoS 1. */
    public static OutboundMessage status(String topic, byte[] payload) {
        return new OutboundMessage(
                topic, payload, 1, true, OptionalLong.empty(), null, null, Delivery.UNHEARD);
    }

    /** A request or an answer of a device at QoS 1, whose sender looks after it. */
    public static OutboundMessage direct(String topic, byte[] payload) {
        return new OutboundMessage(
                topic, payload, 1, false, OptionalLong.empty(), null, null, Delivery.UNHEARD);
    }

    /**
     * The same with what MQTT 5 can say about the payload.
     *
     * @param type content type, or null
     * @param encoding {@code gzip} or {@code zlib}, sent as a user property; or null
     */
    public OutboundMessage describedAs(String type, String encoding) {
        return new OutboundMessage(
                topic, payload, qos, retained, receivedAtMicros, type, encoding, delivery);
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

    /** MQTT 5 content type, or null. */
    public String contentType() {
        return contentType;
    }

    /** MQTT 5 user properties, in order. */
    public Map<String, String> userProperties() {
        Map<String, String> properties = new LinkedHashMap<>(4);
        receivedAtMicros.ifPresent(
                micros -> properties.put(RecordHeaders.RECEIVED_AT, Long.toString(micros)));
        if (contentEncoding != null) {
            properties.put(RecordHeaders.CONTENT_ENCODING, contentEncoding);
        }
        return properties;
    }

    /** Whom to tell what becomes of it. */
    Delivery delivery() {
        return delivery;
    }
}
