package io.fleetstream.emulator.replay;

import java.time.Instant;
import java.util.Optional;

/** What becomes of one line. */
final class ReplayLine {
    /** How much of a line could be used. */
    enum Kind {
        /** A reading with metrics. */
        MAPPED,
        /** A reading without any. */
        NO_METRICS,
        /** Bytes of an unknown device. */
        UNMAPPED
    }

    private final Kind kind;
    private final String deviceId;
    private final String topic;
    private final byte[] payload;
    private final int values;
    private final Optional<Instant> receivedAt;
    private final Optional<Instant> due;

    ReplayLine(
            Kind kind,
            String deviceId,
            String topic,
            byte[] payload,
            int values,
            Optional<Instant> receivedAt,
            Optional<Instant> due) {
        this.kind = kind;
        this.deviceId = deviceId;
        this.topic = topic;
        this.payload = payload;
        this.values = values;
        this.receivedAt = receivedAt;
        this.due = due;
    }

    Kind kind() {
        return kind;
    }

    String deviceId() {
        return deviceId;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    /** Metrics inside. */
    int values() {
        return values;
    }

    /** Recorded arrival. */
    Optional<Instant> receivedAt() {
        return receivedAt;
    }

    /** When it happened, for the pace: arrival, or else device time. */
    Optional<Instant> due() {
        return due;
    }
}
