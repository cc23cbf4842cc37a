package io.fleetstream.emulator.payload;

import java.util.Random;

/** Payloads that are JSON, or nearly, with one value that is bad. */
final class BadValues {
    private static final long DAY_MS = 86_400_000L;
    private static final long YEAR_2100_MS = 4_102_444_800_000L;
    private static final int MEGABYTE = 1 << 20;

    private BadValues() {}

    static ReadingDraft wrongType(ReadingDraft draft, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> draft.withMetrics("{\"temperature\":\"21\"}");
            case 1 -> draft.withMetrics("{\"temperature\":[21.5]}");
            case 2 -> draft.withMetrics("{\"temperature\":{\"value\":\"warm\",\"unit\":\"Cel\"}}");
            default -> draft.withMetrics("\"21.5\"");
        };
    }

    static ReadingDraft notANumber(ReadingDraft draft, Random random) {
        String literal =
                switch (random.nextInt(3)) {
                    case 0 -> "NaN";
                    case 1 -> "Infinity";
                    default -> "-Infinity";
                };
        return draft.withMetrics("{\"temperature\":" + literal + ",\"humidity\":40}");
    }

    static ReadingDraft large(ReadingDraft draft, int limit, Random random) {
        int size = Math.max(MEGABYTE, limit + 1);
        return draft.withMeta('"' + "x".repeat(size + random.nextInt(1000)) + '"');
    }

    /** At least 80 levels where 64 are allowed: how levels are counted makes no difference. */
    static ReadingDraft deep(ReadingDraft draft, Random random) {
        int levels = 80 + random.nextInt(400);
        String arrays = "[".repeat(levels) + "]".repeat(levels);
        String objects = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
        return draft.withMeta(random.nextBoolean() ? arrays : objects);
    }

    static ReadingDraft otherDevice(ReadingDraft draft, Random random) {
        return draft.withDeviceId("impostor-" + (1 + random.nextInt(99_999)));
    }

    /** A moment of January 1970, as ISO 8601 or as a number of (milli)seconds. */
    static ReadingDraft longAgo(ReadingDraft draft, Random random) {
        int second = random.nextInt(60);
        return switch (random.nextInt(3)) {
            case 0 -> draft.withTime(String.format("\"1970-01-01T00:00:%02dZ\"", second));
            case 1 -> draft.withTime(Integer.toString(1 + second));
            default -> draft.withTime(Long.toString(DAY_MS + second * 1000L));
        };
    }

    /** A moment of the year 2100, in milliseconds or as ISO 8601. */
    static ReadingDraft farAhead(ReadingDraft draft, Random random) {
        int day = random.nextInt(28);
        return random.nextBoolean()
                ? draft.withTime(Long.toString(YEAR_2100_MS + day * DAY_MS))
                : draft.withTime(String.format("\"2100-02-%02dT12:00:00Z\"", 1 + day));
    }

    static ReadingDraft noMetrics(ReadingDraft draft, Random random) {
        return draft.withMetrics(random.nextBoolean() ? null : "{}");
    }
}
