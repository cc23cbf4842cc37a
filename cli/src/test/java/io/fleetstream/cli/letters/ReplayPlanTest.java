package io.fleetstream.cli.letters;

import static io.fleetstream.cli.letters.TestLetters.found;
import static io.fleetstream.cli.letters.TestLetters.header;
import static io.fleetstream.cli.letters.TestLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    private final ReplayPlan plan = new ReplayPlan(Set.of("telemetry.raw"), OptionalInt.empty());

    @Test
    void choosesTheLastDeadLetterOfAMessageThatWasRefusedMoreThanOnce() {
        FoundLetter first = found(letter(ReasonCode.UNKNOWN_DEVICE, "d1", 7), 0);
        DeadLetter second = letter(ReasonCode.WRONG_TYPE, "d1", 99);
        second.setHeaders(List.of(header(RecordHeaders.REPLAYED_FROM, "telemetry.raw/1/7/0")));
        FoundLetter again = found(second, 1);
        plan.consider(first);
        plan.consider(again);

        assertThat(plan.size()).isOne();
        assertThat(plan.chosen(first)).isFalse();
        assertThat(plan.chosen(again)).isTrue();
        assertThat(plan.byReason()).isEqualTo(Map.of("WRONG_TYPE", 1L));
        assertThat(plan.passedOver()).hasSize(1).containsValue(1L);
    }

    @Test
    void sendsAMessageOnceOfWhichSeveralReadingsWereRefused() {
        DeadLetter other = letter(ReasonCode.TOO_OLD, "d1", 7);
        other.setSourceIndex(3);
        plan.consider(found(letter(ReasonCode.TOO_OLD, "d1", 7), 0));
        plan.consider(found(other, 1));

        assertThat(plan.size()).isOne();
    }

    @Test
    void passesOverWhatIsNotWholeAndWhatHasNoTopic() {
        DeadLetter cut = letter(ReasonCode.TOO_LARGE, "d1", 1);
        cut.setHeaders(List.of(header(RecordHeaders.TRUNCATED_FROM, "9000000")));
        DeadLetter lost = letter(ReasonCode.NOT_JSON, "d1", 2);
        lost.setSourceTopic("gone");
        plan.consider(found(cut, 0));
        plan.consider(found(lost, 1));
        DeadLetter row = letter(ReasonCode.SINK_REJECTED, "d1", 3);
        row.setRawValue(null);
        plan.consider(found(row, 2));

        assertThat(plan.size()).isZero();
        assertThat(plan.passedOver())
                .isEqualTo(
                        Map.of(
                                "cut by the bridge, so not whole any more", 1L,
                                "rows the database refused, whose messages stand in their topic",
                                        1L,
                                "of the topic gone, which does not exist", 1L));
    }

    @Test
    void keepsToItsLimit() {
        ReplayPlan two = new ReplayPlan(Set.of("telemetry.raw"), OptionalInt.of(2));
        for (int i = 0; i < 5; i++) {
            two.consider(found(letter(ReasonCode.NOT_JSON, "d1", i), i));
        }
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void sendsKeyValueAndHeadersByteForByteAndSaysWhereTheyCameFrom() {
        byte[] noText = {(byte) 0xFF, 0, (byte) 0xFE};
        DeadLetter letter = letter(ReasonCode.NOT_UTF8, "d1", 7);
        letter.setRawValue(ByteBuffer.wrap(noText));
        letter.setHeaders(
                List.of(
                        new RawHeader("a", ByteBuffer.wrap(noText)),
                        new RawHeader("b", null),
                        header(RecordHeaders.REPLAYED_FROM, "telemetry.raw/1/3/2"),
                        header(RecordHeaders.REPLAY_ID, "r0"),
                        header("a", "")));

        ProducerRecord<byte[], byte[]> record = Replay.record(found(letter, 0), "r1", 4);

        assertThat(record.topic()).isEqualTo("telemetry.raw");
        assertThat(record.partition()).isOne();
        assertThat(record.key()).isEqualTo("d1".getBytes(StandardCharsets.UTF_8));
        assertThat(record.value()).isEqualTo(noText);
        assertThat(StreamSupport.stream(record.headers().spliterator(), false))
                .extracting(
                        header ->
                                header.key()
                                        + "="
                                        + (header.value() == null
                                                ? null
                                                : new String(
                                                        header.value(),
                                                        StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "a=\u00FF\0\u00FE",
                        "b=null",
                        "a=",
                        "replayed-from=telemetry.raw/1/3/2",
                        "replay-id=r1");
        assertThat(Replay.record(found(letter, 0), "r1", 1).partition())
                .as("a partition that is not there")
                .isNull();
    }
}
