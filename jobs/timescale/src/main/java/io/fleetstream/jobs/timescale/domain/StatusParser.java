package io.fleetstream.jobs.timescale.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Reads status messages: {@code {"status":"online","ts":1700000000000,"battery":87,"signal":-61}},
 * where only {@code status} is required, or the bare word {@code online} or {@code offline}.
 */
public final class StatusParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Above these, an epoch time is in milliseconds, microseconds, nanoseconds. */
    private static final double MILLIS_FROM = 1e11;

    private static final double MICROS_FROM = 1e14;
    private static final double NANOS_FROM = 1e17;

    private StatusParser() {}

    /**
     * The row of a message.
     *
     * @throws UnusableStatusException if it says neither online nor offline
     */
    public static StatusRow parse(
            String deviceId, Instant receivedAt, byte[] payload, int partition, long offset)
            throws UnusableStatusException {
        JsonNode message = read(payload);
        return new StatusRow(
                deviceId,
                receivedAt,
                status(message.isTextual() ? message : message.get("status")),
                number(message.get("battery")),
                number(message.get("signal")),
                time(message.get("ts")),
                partition,
                offset);
    }

    private static JsonNode read(byte[] payload) throws UnusableStatusException {
        if (payload == null) {
            throw new UnusableStatusException(
                    ReasonCode.UNREADABLE_RECORD, null, "the value is null");
        }
        if (payload.length <= 8) {
            String word = new String(payload, java.nio.charset.StandardCharsets.UTF_8).strip();
            if (isStatus(word)) {
                return JSON.getNodeFactory().textNode(word);
            }
        }
        try {
            JsonNode message = JSON.readTree(payload);
            if (message.isObject() || message.isTextual()) {
                return message;
            }
        } catch (IOException e) {
            throw new UnusableStatusException(
                    ReasonCode.NOT_JSON, null, "neither JSON nor online or offline");
        }
        throw new UnusableStatusException(
                ReasonCode.WRONG_TYPE, "", "expected an object with a field status");
    }

    private static String status(JsonNode node) throws UnusableStatusException {
        if (node == null || node.isNull()) {
            throw new UnusableStatusException(
                    ReasonCode.MISSING_FIELD, "/status", "there is no status");
        }
        if (!node.isTextual()) {
            throw new UnusableStatusException(
                    ReasonCode.WRONG_TYPE, "/status", "status is not text");
        }
        if (!isStatus(node.asText())) {
            throw new UnusableStatusException(
                    ReasonCode.OUT_OF_ENUM, "/status", "status is neither online nor offline");
        }
        return node.asText().toLowerCase(Locale.ROOT);
    }

    private static boolean isStatus(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals("online") || lower.equals("offline");
    }

    private static Double number(JsonNode node) {
        return node != null && node.isNumber() && Double.isFinite(node.asDouble())
                ? (Double) node.asDouble()
                : null;
    }

    private static Instant time(JsonNode node) {
        if (node == null || !node.canConvertToLong() || node.asDouble() < 0) {
            return null;
        }
        double value = node.asDouble();
        if (value >= NANOS_FROM) {
            return Instant.EPOCH.plus(node.asLong() / 1000, ChronoUnit.MICROS);
        }
        if (value >= MICROS_FROM) {
            return Instant.EPOCH.plus(node.asLong(), ChronoUnit.MICROS);
        }
        return Instant.ofEpochMilli(
                value >= MILLIS_FROM ? node.asLong() : Math.round(value * 1000));
    }
}
