package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead letters and their replays, between a real Kafka and a real PostgreSQL. */
class DeadLettersITCase extends WithRunningJob {
    @Test
    void setsAsideWhatItCannotDecodeAndGoesOn() {
        int before = JOB.topics().read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class).size();
        JOB.topics().sendBytes(Topics.TELEMETRY_READINGS, "d1", new byte[] {1, 2, 3});
        JOB.topics()
                .sendBytes(Topics.DEVICE_STATUS, "d1", "maybe".getBytes(StandardCharsets.UTF_8));
        JOB.topics()
                .sendBytes(
                        Topics.DEVICE_STATUS,
                        "x".repeat(8_000),
                        "online".getBytes(StandardCharsets.UTF_8));
        Readings.send(JOB, Readings.of("after-poison", 0, 10));

        JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'after-poison-%'", 20);
        JOB.rows()
                .awaitCount(
                        "dead_letters WHERE job = 'timescale' AND stage = 'decode-readings' AND"
                                + " reason = 'UNREADABLE_RECORD' AND source_topic ="
                                + " 'telemetry.readings' AND payload_bytes = 3",
                        1);
        JOB.rows()
                .awaitCount("dead_letters WHERE stage = 'parse-status' AND reason = 'NOT_JSON'", 1);
        JOB.rows()
                .awaitCount(
                        "dead_letters WHERE stage = 'parse-status' AND reason = 'UNKNOWN_DEVICE'",
                        1);
        assertThat(JOB.topics().read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class))
                .hasSize(before + 3);
    }

    @Test
    void keepsTheLastDeadLetterOfARecord() {
        DeadLetter letter = letter("x".repeat(500) + "\0");
        JOB.topics()
                .send(
                        Topics.TELEMETRY_DEAD_LETTERS,
                        DeadLetter.class,
                        DeadLetter::getDeviceId,
                        List.of(letter, letter));

        JOB.rows()
                .awaitCount(
                        "dead_letters WHERE source_offset = 4711 AND message LIKE '%' ||"
                                + " U&'\\FFFD'",
                        1);
    }

    @Test
    void settlesADeadLetterWhoseReplayWasStored() {
        DeadLetter stored = replayable(8_001);
        DeadLetter refusedAgain = replayable(8_002);
        refusedAgain.setHeaders(
                List.of(
                        new RawHeader(
                                RecordHeaders.REPLAY_ID,
                                ByteBuffer.wrap("r1".getBytes(StandardCharsets.UTF_8)))));
        JOB.topics()
                .send(
                        Topics.TELEMETRY_DEAD_LETTERS,
                        DeadLetter.class,
                        DeadLetter::getDeviceId,
                        List.of(stored, refusedAgain, replayable(8_003)));
        Reading reading = TestReadings.reading("replayed-1").source(1, 8_001, 0).build();
        reading.setReplayId("r1");
        reading.setFlags(List.of(ReadingFlag.SKEWED, ReadingFlag.REPLAYED));
        Readings.send(JOB, List.of(reading));

        JOB.rows().awaitCount("dead_letter_replays", 1);
        JOB.rows().awaitCount("dead_letters WHERE device_id = 'replayed-1'", 3);
        assertThat(
                        JOB.rows()
                                .of(
                                        "SELECT source_offset, state, stored_by FROM v_dead_letters"
                                                + " WHERE device_id = 'replayed-1' ORDER BY"
                                                + " source_offset"))
                .containsExactly("8001,STORED,r1", "8002,REFUSED_AGAIN,null", "8003,OPEN,null");
        JOB.rows()
                .awaitCount(
                        "device_readings WHERE device_id = 'replayed-1' AND flags ="
                                + " 'SKEWED,REPLAYED'",
                        1);
    }

    private static DeadLetter letter(String message) {
        return DeadLetter.newBuilder()
                .setReason(ReasonCode.NOT_JSON)
                .setMessage(message)
                .setJob("ingest")
                .setJobVersion("0.1.0")
                .setStage("parse")
                .setDeviceId("d1")
                .setSourceTopic(Topics.TELEMETRY_RAW)
                .setSourcePartition(1)
                .setSourceOffset(4711)
                .setSourceTimestamp(Instant.EPOCH)
                .build();
    }

    private static DeadLetter replayable(long offset) {
        DeadLetter letter = letter("unknown");
        letter.setDeviceId("replayed-1");
        letter.setSourceOffset(offset);
        return letter;
    }
}
