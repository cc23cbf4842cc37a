package io.fleetstream.jobs.archive.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawMessagesTest {
    @Test
    void keepsWhatHasNoColumnOfItsOwn() {
        KafkaRecord record =
                new KafkaRecord(
                        Topics.TELEMETRY_RAW,
                        1,
                        2,
                        3,
                        new byte[] {'d'},
                        new byte[0],
                        List.of(
                                new KafkaHeader("received-at", "1700000000000000".getBytes(UTF_8)),
                                new KafkaHeader("mqtt.topic", "a/b/c/d/reading".getBytes(UTF_8)),
                                new KafkaHeader("user.x", "\"ü\"\n".getBytes(UTF_8)),
                                new KafkaHeader("user.y", new byte[] {(byte) 0xff}),
                                new KafkaHeader("user.z", null)));

        RawMessage message = messages(record).get(0);

        assertThat(message.device()).isEqualTo("d");
        assertThat(message.receivedAt()).isEqualTo(1_700_000_000_000_000L);
        assertThat(message.headers())
                .isEqualTo(
                        "[{\"name\":\"user.x\",\"value\":\"\\\"ü\\\"\\n\"},"
                                + "{\"name\":\"user.y\",\"base64\":\"/w==\"},"
                                + "{\"name\":\"user.z\"}]");
    }

    @Test
    void takesKafkasTimeAndKeepsTheHeaderWhereItSaysNothing() {
        KafkaRecord record =
                TestRecords.record(Topics.TELEMETRY_RAW)
                        .timestamp(5)
                        .header("received-at", "yesterday")
                        .build();

        RawMessage message = messages(record).get(0);

        assertThat(message.receivedAt()).isEqualTo(5_000);
        assertThat(message.headers()).contains("yesterday");
        assertThat(message.device()).isEmpty();
    }

    @Test
    void leavesHeartbeatsAndReplaysOut() {
        assertThat(messages(TestRecords.record("t").header("heartbeat", "1").build())).isEmpty();
        assertThat(messages(TestRecords.record("t").header("replayed-from", "t/0/0/0").build()))
                .isEmpty();
    }

    private static List<RawMessage> messages(KafkaRecord record) {
        List<RawMessage> messages = new ArrayList<>();
        new RawMessages().each(record, messages::add);
        return messages;
    }
}
