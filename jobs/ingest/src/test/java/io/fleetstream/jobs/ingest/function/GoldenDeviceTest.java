package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.state.ClockRow;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.DeviceRow;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.GoldenFiles;
import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.PlaceRow;
import io.fleetstream.jobs.ingest.state.QueueRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.RegistryVersion;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import io.fleetstream.jobs.ingest.state.SequenceSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a device as release 0.1.0 wrote it is still read. */
class GoldenDeviceTest {
    private static final DeviceHistory HISTORY =
            new DeviceHistory(
                    List.of(
                            new SequenceSession(null, 1, 9, new long[] {71, 1062}, 71),
                            new SequenceSession("b7", 10, 20, new long[] {0, 3, 5, 6}, 0)),
                    new long[] {11, 12},
                    new long[] {13});

    private static final DeviceRow DEVICE =
            new DeviceRow(
                    new RegistryRow(
                            "acme",
                            "berlin",
                            "thermostat",
                            null,
                            7L,
                            List.of(new RegistryVersion(null, "acme", "bonn", "thermostat", "m0"))),
                    "all",
                    new PlaceRow("o", "s", "t"),
                    HISTORY,
                    new FactsRow(1, "1.4.2", null, 2, true, 3_600_000_000L, "all"),
                    new ClockRow(3_600_000_000L, ClockRow.KNOWN, new long[] {1, 2, 3, 4}),
                    new LastValues(
                            3, new long[] {5}, new double[] {21.5}, new long[0], new double[0]),
                    42,
                    List.of(
                            new HourRow(
                                    0, 17, 9, 3, 2, Map.of("NAN", 3L), 1, 0, 4, 5, 6, 7, 8, 9, 10)),
                    List.of(new ReplayedRow(3, new long[] {5, 5, 9, 12})),
                    new QueueRow(4, 1, 300, 99),
                    new QueueRow(0, 2, 600, 98),
                    20,
                    5,
                    60);

    @ParameterizedTest
    @ValueSource(strings = {"device", "device-blank"})
    void readsTheStateOfRelease010(String name) throws IOException {
        DeviceRow row = name.equals("device") ? DEVICE : DeviceRow.EMPTY;
        DeviceRowCodec codec = new DeviceRowCodec();
        TypeSerializer<byte[]> serializer =
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO.createSerializer(
                        new SerializerConfigImpl());
        DataInputDeserializer in =
                new DataInputDeserializer(
                        GoldenFiles.read(name, serializer, codec.write(row, null)));

        TypeSerializerSnapshot<byte[]> written =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, GoldenDeviceTest.class.getClassLoader());
        byte[] stored = written.restoreSerializer().deserialize(in);

        assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(written))
                .matches(compatibility -> compatibility.isCompatibleAsIs());
        assertThat(codec.read(stored)).usingRecursiveComparison().isEqualTo(row);
    }
}
