package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;

class RawHeadersTest {
    private static final long SEED = 20261120;
    private static final HeaderName NAME = HeaderName.of("mqtt.topic");

    /** If a new Kafka client fails here, headers cost again what they cost before: look at it. */
    @Test
    void seesTheBuffersOfThisKafkaClient() {
        assertThat(RawHeaders.available()).isTrue();
        assertThat(RawHeaders.name(read(new RecordHeader("a", bytes("b"))).get(0))).isNotNull();
    }

    @Test
    void saysWhatKafkasOwnAccessorsSay() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            List<Header> written = headers(random);
            List<Header> seen = read(written.toArray(Header[]::new));
            List<Header> asked = read(written.toArray(Header[]::new));
            for (int j = 0; j < written.size(); j++) {
                Header header = seen.get(j);
                assertThat(NAME.is(header)).isEqualTo(asked.get(j).key().equals("mqtt.topic"));
                assertThat(RawHeaders.value(header)).isEqualTo(asked.get(j).value());
                // looked at, not used up: the same again, and the accessors after it
                assertThat(RawHeaders.value(header)).isEqualTo(asked.get(j).value());
                assertThat(header.key()).isEqualTo(asked.get(j).key());
                assertThat(NAME.is(header)).isEqualTo(header.key().equals("mqtt.topic"));
                assertThat(header.value()).isEqualTo(asked.get(j).value());
                assertThat(RawHeaders.value(header)).isEqualTo(asked.get(j).value());
            }
        }
    }

    private static List<Header> headers(Random random) {
        List<Header> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name =
                    List.of("mqtt.topic", "mqtt.topik", "", "ä", "mqtt.topic.more")
                            .get(random.nextInt(5));
            byte[] value = random.nextInt(5) == 0 ? null : new byte[random.nextInt(40)];
            if (value != null) {
                random.nextBytes(value);
            }
            headers.add(new RecordHeader(name, value));
        }
        return headers;
    }

    /** Through Kafka's record format, as a consumer reads them. */
    private static List<Header> read(Header... headers) {
        MemoryRecords records =
                MemoryRecords.withRecords(
                        Compression.lz4().build(),
                        new SimpleRecord(0, bytes("key"), bytes("value"), headers));
        Record record =
                MemoryRecords.readableRecords(ByteBuffer.wrap(copy(records.buffer())))
                        .records()
                        .iterator()
                        .next();
        return List.of(record.headers());
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
