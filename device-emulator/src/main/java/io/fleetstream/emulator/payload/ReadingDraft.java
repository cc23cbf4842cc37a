package io.fleetstream.emulator.payload;

import java.nio.charset.StandardCharsets;

/**
 * A small good reading as JSON fragments, so that one of them can be exchanged for a bad one.
 * Immutable; all text is ASCII.
 */
final class ReadingDraft {
    private final String deviceId;
    private final String sequence;
    private final String time;
    private final String metrics;
    private final String extra;

    ReadingDraft(String deviceId, long sequence, long timestampMs) {
        this(
                quote(deviceId),
                Long.toString(sequence),
                Long.toString(timestampMs),
                ",\"metrics\":{\"temperature\":21.5,\"humidity\":40}",
                "");
    }

    private ReadingDraft(
            String deviceId, String sequence, String time, String metrics, String extra) {
        this.deviceId = deviceId;
        this.sequence = sequence;
        this.time = time;
        this.metrics = metrics;
        this.extra = extra;
    }

    ReadingDraft withDeviceId(String id) {
        return new ReadingDraft(quote(id), sequence, time, metrics, extra);
    }

    ReadingDraft withTime(String json) {
        return new ReadingDraft(deviceId, sequence, json, metrics, extra);
    }

    /** Replaces the whole member {@code metrics}; null leaves it out. */
    ReadingDraft withMetrics(String json) {
        String member = json == null ? "" : ",\"metrics\":" + json;
        return new ReadingDraft(deviceId, sequence, time, member, extra);
    }

    /** Adds the member {@code meta}, which ingest ignores. */
    ReadingDraft withMeta(String json) {
        return new ReadingDraft(deviceId, sequence, time, metrics, ",\"meta\":" + json);
    }

    byte[] bytes() {
        String json =
                "{\"device_id\":"
                        + deviceId
                        + ",\"seq\":"
                        + sequence
                        + ",\"ts\":"
                        + time
                        + metrics
                        + extra
                        + "}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    private static String quote(String text) {
        return '"' + text + '"'; // device ids hold nothing that needs escaping
    }
}
