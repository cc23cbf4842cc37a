package io.fleetstream.jobs.aggregate.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.aggregate.domain.StateSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State as release 0.1.0 wrote it is still read, and what has come since. A file that is missing is
 * written, and the test fails; the files of a release are never written again.
 */
class GoldenStateTest {
    private static final Map<String, Object> STATES = StateSamples.all();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples",
                "delta",
                "roll-up-pane",
                "device",
                "pane",
                "sealed",
                "marks",
                "roll-up",
                "times"
            })
    void readsTheStateOfRelease010(String name) throws IOException {
        assertReads(Formats.named(name), STATES.get(name));
    }

    private static <T> void assertReads(Format<T> format, Object sample) throws IOException {
        T state = format.type().cast(sample);
        TypeSerializer<T> serializer = new FormatSerializer<>(format);
        DataInputDeserializer in = new DataInputDeserializer(golden(serializer, format, state));

        TypeSerializerSnapshot<T> written =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, GoldenStateTest.class.getClassLoader());
        T restored = written.restoreSerializer().deserialize(in);

        assertThat(in.available()).isZero();
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(written)
                                .isCompatibleAsIs())
                .isTrue();
        assertThat(bytes(serializer, restored)).isEqualTo(bytes(serializer, state));
        assertThat(bytes(serializer, serializer.copy(state))).isEqualTo(bytes(serializer, state));
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static <T> byte[] golden(TypeSerializer<T> serializer, Format<T> format, T state)
            throws IOException {
        Path file =
                Path.of(
                        System.getProperty("fleet.home"),
                        "jobs/aggregate/src/test/resources/state/0.1.0",
                        format.name() + ".bin");
        if (!Files.exists(file)) {
            DataOutputSerializer out = new DataOutputSerializer(1_024);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            serializer.serialize(state, out);
            Files.createDirectories(file.getParent());
            Files.write(file, out.getCopyOfBuffer());
            throw new AssertionError(file + " was missing and is written: look at it, commit it");
        }
        return Files.readAllBytes(file);
    }
}
