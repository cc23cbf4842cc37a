package io.fleetstream.jobs.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.function.ManifestChange;
import io.fleetstream.jobs.ingest.function.ModelChange;
import io.fleetstream.jobs.ingest.function.ReferenceChange;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestStatesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                DeviceHistory.class,
                SequenceSession.class,
                RegistryRow.class,
                RegistryVersion.class,
                ManifestRow.class,
                LastValues.class,
                FactsRow.class,
                DeviceRow.class,
                ClockRow.class,
                HourRow.class,
                PlaceRow.class,
                QueueRow.class,
                ReplayedRow.class,
                ReferenceChange.class,
                ModelRow.class,
                QuantityRow.class,
                ModelChange.class,
                ManifestChange.class,
                ParsedMessage.class,
                ParsedReading.class,
                ParsedMetric.class,
            })
    void needsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void takesTheBytesPerDeviceTheReadmeStates() throws IOException {
        assertThat(bytes(history(1, 1, 16, 0))).isLessThanOrEqualTo(400);
        assertThat(bytes(history(4, 16, 16, 64))).isLessThanOrEqualTo(2_000);
        DeviceHistory worst = history(3, 16, 16, 64);
        SequenceSession widest = history(1, 256, 0, 0).sessions().get(0);
        assertThat(
                        bytes(
                                new DeviceHistory(
                                        LongStream.range(0, 4)
                                                .mapToObj(
                                                        i ->
                                                                i == 3
                                                                        ? widest
                                                                        : worst.sessions().get(0))
                                                .toList(),
                                        worst.recentSequenced(),
                                        worst.recentUnsequenced())))
                .isLessThanOrEqualTo(6_500);
    }

    @Test
    void takesTheBytesPerRegisteredDeviceTheReadmeStates() throws IOException {
        RegistryRow registry = new RegistryRow("acme", "berlin", "thermostat", "model-1");
        DeviceRow silent =
                new DeviceRow(
                        registry, null, null, null, null, null, null, 0, null, null, null, null, 0,
                        0);
        DeviceRow living =
                new DeviceRow(
                        registry,
                        null,
                        null,
                        history(1, 1, 16, 0),
                        new FactsRow(1, "1.4.2", "boot-1", 2, true, null, null),
                        null,
                        null,
                        42,
                        List.of(HourRow.opened(0, 17)),
                        null,
                        null,
                        null,
                        20,
                        60);
        assertThat(bytes(silent)).isLessThanOrEqualTo(130);
        assertThat(bytes(living)).isLessThanOrEqualTo(600);
    }

    private static int bytes(DeviceRow row) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeInformation.of(DeviceRow.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(row, out);
        System.out.printf("device: %d bytes%n", out.length());
        return out.length();
    }

    @Test
    void fillsInWhatAnOlderSavepointLacks() {
        assertThat(new DeviceHistory(null, null, null).sessions()).isEmpty();
    }

    private static DeviceHistory history(int sessions, int runs, int recent, int unsequenced) {
        return new DeviceHistory(
                LongStream.range(0, sessions)
                        .mapToObj(
                                i ->
                                        new SequenceSession(
                                                "boot-" + i,
                                                i,
                                                i,
                                                LongStream.range(0, 2L * runs).toArray(),
                                                0))
                        .toList(),
                new long[recent],
                new long[unsequenced]);
    }

    private static int bytes(DeviceHistory history) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeInformation.of(DeviceHistory.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(history, out);
        System.out.printf("%d sessions: %d bytes%n", history.sessions().size(), out.length());
        return out.length();
    }
}
