package io.fleetstream.jobs.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference data as release 0.1.0 wrote it is still read. */
class GoldenStateTest {
    private static final Map<String, Object> STATES =
            Map.of(
                    "models",
                    new ModelRow(Map.of("temperature", new QuantityRow("Cel", -40.0, null))),
                    "manifests",
                    new ManifestRow("all", new String[] {"d*"}, null, "hall", null, "m1"));

    @ParameterizedTest
    @ValueSource(strings = {"models", "manifests"})
    void readsTheStateOfRelease010(String name) throws IOException {
        assertReads(name, STATES.get(name));
    }

    private static <T> void assertReads(String name, T state) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) state.getClass();
        TypeSerializer<T> serializer =
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataInputDeserializer in =
                new DataInputDeserializer(GoldenFiles.read(name, serializer, state));

        TypeSerializerSnapshot<T> written =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, GoldenStateTest.class.getClassLoader());
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer.snapshotConfiguration().resolveSchemaCompatibility(written);
        T restored = written.restoreSerializer().deserialize(in);

        assertThat(compatibility.isIncompatible()).isFalse();
        assertThat(restored).usingRecursiveComparison().isEqualTo(state);
    }
}
