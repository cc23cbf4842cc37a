package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceInputSerializerTest {
    private final TypeSerializer<DeviceInput> serializer =
            TypeInformation.of(DeviceInput.class).createSerializer(new SerializerConfigImpl());

    static Stream<DeviceInput> inputs() {
        return Stream.of(
                DeviceInput.of(
                        new ParsedMessage(
                                "d1",
                                "acme",
                                "berlin",
                                "thermostat",
                                Messages.NOON,
                                3,
                                1L << 40,
                                List.of(
                                        new ParsedReading(
                                                12L,
                                                -1L,
                                                "b7",
                                                "x".repeat(128),
                                                List.of(
                                                        new ParsedMetric("a", -0.0, null),
                                                        new ParsedMetric("°", 1, "é".repeat(128)))),
                                        new ParsedReading(
                                                null,
                                                null,
                                                null,
                                                null,
                                                List.of(
                                                        new ParsedMetric(
                                                                "m",
                                                                2,
                                                                "Cel",
                                                                new SampleSummary(
                                                                        60, 1.0, null, 0.5))),
                                                300_000_000L)),
                                true,
                                "r-1"),
                        Messages.raw("{\"a\":1}").build()),
                DeviceInput.rejected("d1", new Rejection(ReasonCode.NAN, 1, 2, 3, null)),
                DeviceInput.rejected("d1", new Rejection(ReasonCode.NOT_JSON, 1, 2, 3, "r")),
                DeviceInput.registered("d1", null));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsWhatItWrote(DeviceInput input) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(input, out);
        serializer.serialize(input, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copy = new DataOutputSerializer(64);

        assertThat(serializer.deserialize(in)).isEqualTo(input);
        serializer.copy(in, copy);
        assertThat(in.available()).isZero();
        assertThat(
                        serializer
                                .duplicate()
                                .deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())))
                .isEqualTo(input);
        assertThat(serializer.copy(input)).isSameAs(input);
    }

    @Test
    void tellsTextsOfOnePlaceOfItsMemoryApart() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (int i = 0; i < 5_000; i++) {
            Texts.write("name-" + i % 2_500, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        Texts texts = new Texts();
        for (int i = 0; i < 5_000; i++) {
            assertThat(texts.read(in)).isEqualTo("name-" + i % 2_500);
        }
    }

    @Test
    void isRestoredFromItsSnapshot() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<DeviceInput> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(snapshot)
                                .isCompatibleAsIs())
                .isTrue();
    }
}
