package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Dead letters for tests. */
public final class TestLetters {
    private TestLetters() {}

    /** Of a message in partition 1 of {@code telemetry.raw}. */
    public static DeadLetter letter(ReasonCode reason, String device, long offset) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setMessage("no")
                .setJob("ingest")
                .setJobVersion("0.1.0")
                .setStage("admit-message")
                .setDeviceId(device)
                .setSourceTopic(Topics.TELEMETRY_RAW)
                .setSourcePartition(1)
                .setSourceOffset(offset)
                .setSourceTimestamp(Instant.EPOCH)
                .setHeaders(List.of(header("received-at", "1772366400000000")))
                .setRawKey(utf8(device))
                .setRawValue(utf8("{\"t\":" + offset + "}"))
                .build();
    }

    /** A header of text. */
    public static RawHeader header(String name, String value) {
        return new RawHeader(name, utf8(value));
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static FoundLetter found(DeadLetter letter, long offset) {
        return new FoundLetter(LetterId.of(letter), Instant.EPOCH, 0, offset, letter);
    }
}
