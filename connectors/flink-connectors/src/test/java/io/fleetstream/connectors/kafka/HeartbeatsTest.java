package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final long NOON = 1_772_366_400_000_000L;

    @Test
    void areKnownInTheFormTheyAreWritten() {
        ProducerRecord<byte[], byte[]> written =
                new HeartbeatSerializer("t").serialize(new Heartbeat(3, NOON), null, 17L);

        assertThat(written.topic()).isEqualTo("t");
        assertThat(written.partition()).isEqualTo(3);
        assertThat(written.timestamp()).isNull();
        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
        KafkaRecord read =
                record(
                        written.value(),
                        Arrays.stream(written.headers().toArray())
                                .map(header -> new KafkaHeader(header.key(), header.value()))
                                .toArray(KafkaHeader[]::new));
        assertThat(Heartbeats.is(read)).isTrue();
        assertThat(Heartbeats.receivedAtMicros(read)).isEqualTo(NOON);
    }

    @Test
    void areNothingElse() {
        KafkaHeader mark = header(RecordHeaders.HEARTBEAT, "1");
        assertThat(Heartbeats.is(record(new byte[0]))).isFalse();
        assertThat(Heartbeats.is(record(null))).isFalse();
        assertThat(Heartbeats.is(record(new byte[] {0}, mark))).isFalse();
        assertThat(Heartbeats.is(record(new byte[0], header("other", "1"), mark))).isTrue();
        assertThat(Heartbeats.is(record(null, mark))).isTrue();
    }

    @Test
    void haveNoTimeWhereTheHeaderIsNonsense() {
        for (String text : List.of("", "-1", "12a", "soon", "99999999999999999999")) {
            KafkaRecord record = record(new byte[0], header(RecordHeaders.RECEIVED_AT, text));
            assertThat(Heartbeats.receivedAtMicros(record)).as(text).isEqualTo(Heartbeats.NONE);
        }
        KafkaRecord none = record(new byte[0], new KafkaHeader(RecordHeaders.RECEIVED_AT, null));
        assertThat(Heartbeats.receivedAtMicros(none)).isEqualTo(Heartbeats.NONE);
        assertThat(Heartbeats.receivedAtMicros(record(null))).isEqualTo(Heartbeats.NONE);
    }

    private static KafkaHeader header(String name, String text) {
        return new KafkaHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static KafkaRecord record(byte[] value, KafkaHeader... headers) {
        return new KafkaRecord("t", 0, 0, 0, null, value, List.of(headers));
    }
}
