package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing the harness may be interrupted, as it says
class FanOutBulkFunctionTest {
    @Test
    void appendsARequestForEveryDeviceThatMatches() throws Exception {
        try (Harness job = new Harness(null)) {
            job.row(BulkRows.device("d1", "plant-1", 10));
            job.row(BulkRows.device("d2", "plant-2", 10));
            job.row(BulkRows.device("d3", "plant-1", 10));
            job.row(BulkRows.firmware("d3", "2.1", 20));
            job.row(BulkRows.firmware("never-registered", "2.1", 20));
            job.bulk(BulkRows.shadow("b1", "site=plant-1", 100));

            assertThat(job.requests()).containsExactlyInAnyOrder("b1 d1", "b1 d3");
            job.bulk(BulkRows.shadow("b2", "firmware>=2,<3", 101));
            assertThat(job.requests()).containsExactly("b2 d3");
            job.bulk(BulkRows.shadow("b1", "site=plant-1", 102));
            assertThat(job.requests()).as("a second one of the same id").isEmpty();
        }
    }

    @Test
    void writesTheRequestAsItsReaderExpectsIt() throws Exception {
        try (Harness job = new Harness(null)) {
            job.row(BulkRows.device("d1", "plant-1", 10));
            job.bulk(BulkRows.shadow("b1", "device=d1", 100));
            BulkRow named = BulkRows.shadow("b2", "device=d1", 100);
            job.bulk(
                    new BulkRow(
                            "b2",
                            BulkKind.SHADOW,
                            named.selector(),
                            "config",
                            named.payload(),
                            Map.of(),
                            1,
                            1));
            job.bulk(BulkRows.command("b3", "device=d1", 101));
            List<KafkaRecord> records = job.records();
            assertThat(records)
                    .extracting(KafkaRecord::topic)
                    .containsExactly(
                            Topics.SHADOW_REQUESTS, Topics.SHADOW_REQUESTS, Topics.DEVICE_COMMANDS);
            assertThat(headers(records.get(0)))
                    .containsExactly(
                            "mqtt.topic=$aws/things/d1/shadow/update",
                            "writer=bulk",
                            "request-id=b1",
                            "user.ttl=PT1H");
            assertThat(headers(records.get(1)))
                    .containsExactly(
                            "mqtt.topic=$aws/things/d1/shadow/name/config/update",
                            "writer=bulk",
                            "request-id=b2");
            assertThat(headers(records.get(2))).containsExactly("writer=bulk", "request-id=b3");
            assertThat(new String(records.get(2).value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"command_id\":\"b3\",\"command\":\"reboot\"}");
        }
    }

    @Test
    void countsRowsWrittenBeforeTheRequestHoweverLateTheyAreRead() throws Exception {
        try (Harness job = new Harness(null)) {
            job.bulk(BulkRows.shadow("b1", "site=plant-1,firmware=2", 100));
            job.row(BulkRows.device("d1", "plant-1", 99));
            assertThat(job.requests()).isEmpty();
            job.row(BulkRows.firmware("d1", "2", 98));
            assertThat(job.requests()).containsExactly("b1 d1");
            job.row(BulkRows.firmware("d1", "2", 99));
            assertThat(job.requests()).as("matched before").isEmpty();
            job.row(BulkRows.firmware("d2", "2", 99));
            job.row(BulkRows.device("d2", "plant-1", 101));
            assertThat(job.requests()).as("registered after the request").isEmpty();
        }
    }

    @Test
    void forgetsRequestsByAgeAndNumberAndDevicesWithTheirRows() throws Exception {
        try (Harness job = new Harness(null)) {
            job.bulk(BulkRows.shadow("old", "device=*", 100));
            job.bulk(BulkRows.shadow("new", "device=*", 100 + 3601));
            job.row(BulkRows.device("d1", "plant-1", 1));
            assertThat(job.requests()).containsExactly("new d1");
            for (int i = 0; i < FanOutBulkFunction.MOST_APPLIED; i++) {
                job.bulk(BulkRows.shadow("b" + i, "device=none", 3702 + i));
            }
            job.row(BulkRows.device("d2", "plant-1", 1));
            assertThat(job.requests()).as("pushed out by younger ones").isEmpty();
            job.row(BulkRows.firmware("d1", "1", 1));
            job.row(RowChange.registry("d1", null));
            job.bulk(BulkRows.shadow("last", "device=*", 3800));
            assertThat(job.requests()).containsExactly("last d2");
        }
    }

    @Test
    void knowsEverythingAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness job = new Harness(null)) {
            job.row(BulkRows.device("d1", "plant-1", 10));
            job.row(BulkRows.firmware("d1", "2", 10));
            job.bulk(BulkRows.shadow("b1", "tag.zone=a,firmware=2", 100));
            snapshot = job.snapshot();
        }
        try (Harness job = new Harness(snapshot)) {
            job.bulk(BulkRows.shadow("b1", "tag.zone=a,firmware=2", 100));
            job.row(BulkRows.firmware("d1", "2", 99));
            assertThat(job.requests()).isEmpty();
            job.bulk(BulkRows.shadow("b2", "tag.zone=a,firmware=2", 100));
            assertThat(job.requests()).containsExactly("b2 d1");
        }
    }

    @Test
    void spreadsDevicesEvenlyAndTakesAShortTimeForASlice() throws Exception {
        int[] sizes = new int[Slices.COUNT];
        for (int i = 0; i < 1_000_000; i++) {
            sizes[Slices.of("device-" + i)]++;
        }
        int largest = 0;
        for (int size : sizes) {
            largest = Math.max(largest, size);
        }
        assertThat(largest).isBetween(977, 1300);
        try (Harness job = new Harness(null)) {
            for (int i = 0; i < largest; i++) {
                job.row(BulkRows.device("device-" + i, "plant-1", 10));
            }
            for (int i = 0; i < 20; i++) {
                job.bulk(BulkRows.shadow("warm" + i, "site=plant-1,tag.zone=a", 100 + i));
            }
            job.records();
            long start = System.nanoTime();
            job.bulk(BulkRows.shadow("timed", "site=plant-1,tag.zone=a", 200));
            long micros = (System.nanoTime() - start) / 1_000;
            System.out.println("a slice of " + largest + " devices: " + micros + " us");
            assertThat(job.requests()).hasSize(largest);
        }
    }

    private static List<String> headers(KafkaRecord record) {
        return record.headers().stream()
                .map(h -> h.key() + "=" + new String(h.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** One slice: every device is in it. */
    private static final class Harness implements AutoCloseable {
        private final KeyedTwoInputStreamOperatorTestHarness<
                        Integer, BulkSlice, RowChange, KafkaRecord>
                harness;

        Harness(OperatorSubtaskState restored) throws Exception {
            harness =
                    new KeyedTwoInputStreamOperatorTestHarness<>(
                            new KeyedCoProcessOperator<>(
                                    new FanOutBulkFunction(Duration.ofHours(1))),
                            BulkSlice::slice,
                            row -> 0,
                            Types.INT);
            harness.setup();
            if (restored != null) {
                harness.initializeState(restored);
            }
            harness.open();
        }

        void bulk(BulkRow bulk) throws Exception {
            harness.processElement1(new StreamRecord<>(new BulkSlice(0, bulk)));
        }

        void row(RowChange row) throws Exception {
            harness.processElement2(new StreamRecord<>(row));
        }

        List<KafkaRecord> records() {
            List<KafkaRecord> records = List.copyOf(harness.extractOutputValues());
            harness.getOutput().clear();
            return records;
        }

        /** Since the last call: bulk request and device. */
        List<String> requests() {
            return records().stream()
                    .map(
                            r ->
                                    r.header("request-id").orElseThrow()
                                            + " "
                                            + r.keyText().orElseThrow())
                    .toList();
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }
}
