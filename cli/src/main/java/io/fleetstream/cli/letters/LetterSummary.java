package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refused record in one line: its last dead letter, without its bytes.
 *
 * @param id where it stood first
 * @param refusedAt when it was refused last
 * @param times how often it was refused
 * @param reason why, the last time
 * @param deviceId device; null if unknown
 * @param job job that refused it
 * @param stage operator that refused it
 * @param path JSON pointer to the fault; may be null
 * @param message for people
 * @param payloadBytes size of its value; null if it had none
 */
public record LetterSummary(
        LetterId id,
        Instant refusedAt,
        int times,
        String reason,
        String deviceId,
        String job,
        String stage,
        String path,
        String message,
        Integer payloadBytes) {

    static LetterSummary of(FoundLetter found, LetterSummary before) {
        DeadLetter letter = found.letter();
        return new LetterSummary(
                found.id(),
                found.refusedAt(),
                before == null ? 1 : before.times + 1,
                letter.getReason().name(),
                letter.getDeviceId(),
                letter.getJob(),
                letter.getStage(),
                letter.getPath(),
                letter.getMessage(),
                letter.getRawValue() == null ? null : letter.getRawValue().remaining());
    }

    /** Its fields by name, for JSON. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id.toString());
        tree.put("refused_at", refusedAt.toString());
        tree.put("times", times);
        tree.put("reason", reason);
        tree.put("device_id", deviceId);
        tree.put("job", job);
        tree.put("stage", stage);
        tree.put("path", path);
        tree.put("message", message);
        tree.put("payload_bytes", payloadBytes);
        return tree;
    }
}
