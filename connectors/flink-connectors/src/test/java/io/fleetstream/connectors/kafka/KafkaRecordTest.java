package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaRecordTest {
    static List<KafkaRecord> records() {
        return List.of(
                new KafkaRecord(
                        "telemetry.raw",
                        23,
                        Long.MAX_VALUE,
                        -1,
                        bytes("d1"),
                        new byte[100_000],
                        List.of(
                                new KafkaHeader("a", bytes("ä")),
                                new KafkaHeader("a", null),
                                new KafkaHeader("", new byte[0]))),
                new KafkaRecord("t", 0, 0, 0, null, null, List.of()),
                new KafkaRecord("t", 0, 0, 0, new byte[0], new byte[0], List.of()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void survivesSerialization(KafkaRecord record) throws IOException {
        TypeSerializer<KafkaRecord> serializer = KafkaRecordSerializer.INSTANCE;
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(record, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(16);

        assertThat(serializer.deserialize(in)).isEqualTo(record);
        assertThat(in.available()).isZero();
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    }

    @Test
    void isFoundByFlinkWithoutKryo() {
        TypeInformation<KafkaRecord> found = TypeInformation.of(KafkaRecord.class);

        assertThat(found).isSameAs(KafkaRecordTypeInfo.INSTANCE);
        assertThat(found.createSerializer(new SerializerConfigImpl()))
                .isSameAs(KafkaRecordSerializer.INSTANCE);
    }

    @Test
    void restoresItsSerializerFromASnapshot() throws IOException {
        TypeSerializerSnapshot<KafkaRecord> written =
                KafkaRecordSerializer.INSTANCE.snapshotConfiguration();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, written);

        TypeSerializerSnapshot<KafkaRecord> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        KafkaRecordTest.class.getClassLoader());

        assertThat(read.restoreSerializer()).isSameAs(KafkaRecordSerializer.INSTANCE);
        assertThat(
                        KafkaRecordSerializer.INSTANCE
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(read)
                                .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void takesTheLastOfSeveralHeaders() {
        KafkaRecord record =
                new KafkaRecord(
                        "t",
                        0,
                        0,
                        0,
                        null,
                        null,
                        List.of(
                                new KafkaHeader("a", bytes("1")),
                                new KafkaHeader("a", bytes("2")),
                                new KafkaHeader("b", null)));

        assertThat(record.header("a")).contains("2");
        assertThat(record.header("b")).isEmpty();
        assertThat(record.hasHeader("b")).isTrue();
        assertThat(record.hasHeader("c")).isFalse();
    }

    @Test
    void showsNothingOfItsContent() {
        KafkaRecord record =
                new KafkaRecord(
                        "t",
                        3,
                        14,
                        0,
                        bytes("hunter2"),
                        bytes("hunter2"),
                        List.of(new KafkaHeader("a", bytes("hunter2"))));

        assertThat(record.toString()).isEqualTo("t-3@14");
        assertThat(record.headers().toString()).doesNotContain("hunter2");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
