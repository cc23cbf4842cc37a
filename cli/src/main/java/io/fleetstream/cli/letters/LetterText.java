package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.Reason;
import io.fleetstream.schemas.Reasons;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A dead letter for people: every field, what it means, headers, and the payload made safe. */
public final class LetterText {
    private LetterText() {}

    /** Several lines. */
    public static String of(FoundLetter found) {
        DeadLetter letter = found.letter();
        Reason reason = Reasons.of(letter.getReason());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", found.id());
        fields.put("reason", letter.getReason());
        fields.put("meaning", reason.meaning());
        fields.put("what to do", reason.action());
        fields.put("path", letter.getPath());
        fields.put("message", letter.getMessage());
        fields.put("device", letter.getDeviceId());
        fields.put("job", letter.getJob() + " " + letter.getJobVersion());
        fields.put("stage", letter.getStage());
        fields.put("received at", letter.getReceivedAt());
        fields.put("refused at", found.refusedAt());
        fields.put(
                "source",
                letter.getSourceTopic()
                        + ", partition "
                        + letter.getSourcePartition()
                        + ", offset "
                        + letter.getSourceOffset()
                        + ", index "
                        + letter.getSourceIndex()
                        + ", "
                        + iso(letter.getSourceTimestamp()));
        fields.put("dead letter", "partition " + found.partition() + ", offset " + found.offset());
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        text.append(
                                String.format(
                                        "%-12s %s%n",
                                        name, SafeText.line(Objects.toString(value, "")))));
        text.append(String.format("%-12s %s%n", "headers", letter.getHeaders().size()));
        for (RawHeader header : letter.getHeaders()) {
            text.append("  ").append(SafeText.line(header.getKey())).append(": ");
            text.append(inline(header.getValue())).append('\n');
        }
        text.append(String.format("%-12s %s%n", "key", inline(letter.getRawKey())));
        ByteBuffer payload = letter.getRawValue();
        text.append(
                payload == null
                        ? "payload      none"
                        : String.format("payload      %d bytes%n", payload.remaining())
                                + SafeText.of(payload));
        return text.append('\n').toString();
    }

    private static String inline(ByteBuffer bytes) {
        if (bytes == null) {
            return "none";
        }
        return SafeText.of(bytes).replace("\n", "\n    ").replace("\r", "");
    }

    private static String iso(Instant instant) {
        return Objects.toString(instant, "");
    }
}
