package io.fleetstream.jobs.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State as release 0.1.0 wrote it is still read. A file that is missing is written, and the test
 * fails; the files of a release are never written again.
 */
class GoldenStateTest {
    private static final DeviceHistory HISTORY =
            new DeviceHistory(
                    List.of(
                            new SequenceSession(null, 1, 9, new long[] {71, 1062}, 71),
                            new SequenceSession("b7", 10, 20, new long[] {0, 3, 5, 6}, 0)),
                    new long[] {11, 12},
                    new long[] {13});

    private static final Map<String, Object> STATES =
            Map.of(
                    "device",
                    new DeviceRow(
                            new RegistryRow(
                                    "acme",
                                    "berlin",
                                    "thermostat",
                                    null,
                                    7L,
                                    List.of(
                                            new RegistryVersion(
                                                    null, "acme", "bonn", "thermostat", "m0"))),
                            "all",
                            new PlaceRow("o", "s", "t"),
                            HISTORY,
                            new FactsRow(1, "1.4.2", null, 2, true, 3_600_000_000L, "all"),
                            new ClockRow(3_600_000_000L, ClockRow.KNOWN, new long[] {1, 2, 3, 4}),
                            new LastValues(
                                    3,
                                    new long[] {5},
                                    new double[] {21.5},
                                    new long[0],
                                    new double[0]),
                            42,
                            List.of(
                                    new HourRow(
                                            0,
                                            17,
                                            9,
                                            3,
                                            2,
                                            Map.of("NAN", 3L),
                                            1,
                                            0,
                                            4,
                                            5,
                                            6,
                                            7,
                                            8,
                                            9)),
                            List.of(new ReplayedRow(3, new long[] {5, 5, 9, 12})),
                            new QueueRow(4, 1, 300, 99),
                            new QueueRow(0, 2, 600, 98),
                            20,
                            60),
                    "device-blank",
                    DeviceRow.EMPTY,
                    "models",
                    new ModelRow(Map.of("temperature", new QuantityRow("Cel", -40.0, null))),
                    "manifests",
                    new ManifestRow("all", new String[] {"d*"}, null, "hall", null, "m1"));

    @ParameterizedTest
    @ValueSource(strings = {"device", "device-blank", "models", "manifests"})
    void readsTheStateOfRelease010(String name) throws IOException {
        assertReads(name, STATES.get(name));
    }

    private static <T> void assertReads(String name, T state) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) state.getClass();
        TypeSerializer<T> serializer =
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataInputDeserializer in = new DataInputDeserializer(golden(name, serializer, state));

        TypeSerializerSnapshot<T> written =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, GoldenStateTest.class.getClassLoader());
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer.snapshotConfiguration().resolveSchemaCompatibility(written);
        T restored = written.restoreSerializer().deserialize(in);

        assertThat(compatibility.isIncompatible()).isFalse();
        assertThat(restored).usingRecursiveComparison().isEqualTo(state);
    }

    private static <T> byte[] golden(String name, TypeSerializer<T> serializer, T state)
            throws IOException {
        Path file =
                Path.of(
                        System.getProperty("fleet.home"),
                        "jobs/ingest/src/test/resources/state/0.1.0",
                        name + ".bin");
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
