package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** How a recording writes time. Immutable. */
final class TimeFormat {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final Map<String, BigDecimal> NANOS_PER_UNIT =
            Map.of(
                    "epoch-s",
                    NANOS,
                    "epoch-ms",
                    BigDecimal.valueOf(1_000_000),
                    "epoch-us",
                    BigDecimal.valueOf(1_000),
                    "epoch-ns",
                    BigDecimal.ONE);

    private final BigDecimal nanosPerUnit; // null: text
    private final DateTimeFormatter pattern; // null: ISO 8601 with offset
    private final ZoneId zone;

    private TimeFormat(BigDecimal nanosPerUnit, DateTimeFormatter pattern, ZoneId zone) {
        this.nanosPerUnit = nanosPerUnit;
        this.pattern = pattern;
        this.zone = zone;
    }

    /**
     * Reads a format.
     *
     * @param text {@code epoch-s|ms|us|ns}, {@code iso}, or a {@link DateTimeFormatter} pattern
     * @param zone of local times
     * @throws IllegalArgumentException if it is none of them
     */
    static TimeFormat of(String text, ZoneId zone) {
        if (NANOS_PER_UNIT.containsKey(text)) {
            return new TimeFormat(NANOS_PER_UNIT.get(text), null, zone);
        }
        return new TimeFormat(
                null, text.equals("iso") ? null : DateTimeFormatter.ofPattern(text), zone);
    }

    /** The instant a node stands for; empty if it is none. */
    Optional<Instant> parse(JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            return Optional.empty();
        }
        try {
            String text = node.asText().strip();
            return Optional.of(nanosPerUnit != null ? fromNumber(text) : fromText(text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty(); // the caller passes the text on as it is
        }
    }

    private Instant fromNumber(String text) {
        BigDecimal nanos = new BigDecimal(text).multiply(nanosPerUnit);
        BigDecimal[] parts = nanos.setScale(0, RoundingMode.FLOOR).divideAndRemainder(NANOS);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private Instant fromText(String text) {
        return pattern == null
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text, pattern).atZone(zone).toInstant();
    }
}
