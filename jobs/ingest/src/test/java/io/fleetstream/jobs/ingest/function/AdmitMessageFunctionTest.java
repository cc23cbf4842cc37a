package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.Messages.message;
import static io.fleetstream.jobs.ingest.function.Messages.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitMessageFunctionTest {
    private static final RegistryRow ROW = new RegistryRow("o", "s", "t", "m1");
    private static final ModelChange MODEL =
            new ModelChange(
                    "m1", new ModelRow(Map.of("temperature", new QuantityRow("Cel", -40.0, 8.0))));

    private KeyedBroadcastOperatorTestHarness<String, DeviceInput, ModelChange, Reading> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void storesTheFirstAndCountsTheRepeat() throws Exception {
        process(message(1, reading(7, 0, null)));
        process(message(2, reading(7, 0, null)));

        Reading stored = readings().get(0);
        assertThat(readings()).hasSize(1);
        assertThat(stored.getSequence()).isEqualTo(7);
        assertThat(stored.getSourceOffset()).isEqualTo(1);
        List<Duplicate> duplicates = side(AdmitMessageFunction.DUPLICATES);
        assertThat(duplicates).hasSize(1);
        assertThat(duplicates.get(0).getSourceOffset()).isEqualTo(2);
        assertThat(duplicates.get(0).getSequence()).isEqualTo(7);
    }

    @Test
    void aBatchIsADuplicateOnlyIfNothingInItIsNew() throws Exception {
        process(message(1, reading(1, 1, null)));
        process(message(2, reading(1, 1, null), reading(2, 2, null)));
        process(message(3, reading(1, 1, null), reading(2, 2, null)));

        assertThat(readings())
                .extracting(Reading::getSourceOffset, Reading::getSourceIndex)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 0),
                        org.assertj.core.groups.Tuple.tuple(2L, 1));
        assertThat(side(AdmitMessageFunction.DUPLICATES))
                .extracting(Duplicate::getSourceOffset)
                .containsExactly(3L);
    }

    @Test
    void enrichesFromRegistryAndModel() throws Exception {
        operator.processBroadcastElement(MODEL, 0);
        process(DeviceInput.registered("d1", ROW));
        process(message(1, reading(7, 0, "1.4.2")));
        process(message(2, reading(8, 1, null)));

        Reading stored = readings().get(1);
        assertThat(stored.getOrg()).isEqualTo("o");
        assertThat(stored.getSite()).isEqualTo("s");
        assertThat(stored.getDeviceType()).isEqualTo("t");
        assertThat(stored.getModel()).isEqualTo("m1");
        assertThat(stored.getFirmware()).isEqualTo("1.4.2");
        assertThat(readings().get(0).getMetrics())
                .containsExactly(
                        new Metric("temperature", 7.5, "Cel", Quality.GOOD, null, null, null));
        assertThat(stored.getMetrics())
                .containsExactly(
                        new Metric(
                                "temperature",
                                8.5,
                                "Cel",
                                Quality.BAD,
                                QualityReason.OUT_OF_RANGE,
                                null,
                                null));
    }

    @Test
    void fallsBackToTheTopicWhenTheRegistryForgets() throws Exception {
        operator.processBroadcastElement(MODEL, 0);
        process(DeviceInput.registered("d1", ROW));
        process(DeviceInput.registered("d1", null));
        process(message(1, reading(9, 0, null)));

        Reading stored = readings().get(0);
        assertThat(stored.getOrg()).isEqualTo("acme");
        assertThat(stored.getModel()).isNull();
        assertThat(stored.getMetrics().get(0).getQuality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void forgetsADeletedModel() throws Exception {
        process(DeviceInput.registered("d1", ROW));
        operator.processBroadcastElement(MODEL, 0);
        operator.processBroadcastElement(new ModelChange("m1", null), 0);
        process(message(1, reading(9, 0, null)));

        assertThat(readings().get(0).getMetrics())
                .containsExactly(
                        new Metric("temperature", 9.5, null, Quality.GOOD, null, null, null));
    }

    @Test
    void announcesADeviceOnceAndThenItsChanges() throws Exception {
        process(message(1, reading(1, 1, "1.0")));
        process(message(2, reading(2, 2, "1.0")));
        process(message(3, reading(3, 3, "1.1")));
        process(message(4, reading(3, 3, "1.2")));
        process(DeviceInput.registered("d1", ROW));
        process(message(5, reading(4, 4, null)));

        assertThat(side(AdmitMessageFunction.FACTS))
                .extracting(DeviceFacts::getFirmware, DeviceFacts::getRegistered)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.0", false),
                        org.assertj.core.groups.Tuple.tuple("1.1", false),
                        org.assertj.core.groups.Tuple.tuple("1.1", true));
        assertThat(side(AdmitMessageFunction.FACTS))
                .extracting(DeviceFacts::getFirstSeen)
                .containsOnly(readings().get(0).getReceivedAt());
    }

    @Test
    void answersTheSameAfterARestore() throws Exception {
        operator.processBroadcastElement(MODEL, 0);
        process(DeviceInput.registered("d1", ROW));
        process(message(1, reading(7, 0, "1.0")));
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();

        operator = harness();
        operator.initializeState(state);
        operator.open();
        process(message(2, reading(7, 0, "1.0")));
        process(message(3, reading(8, 1, null)));

        assertThat(side(AdmitMessageFunction.DUPLICATES)).hasSize(1);
        assertThat(side(AdmitMessageFunction.FACTS)).isEmpty();
        assertThat(readings()).hasSize(1);
        assertThat(readings().get(0).getModel()).isEqualTo("m1");
        assertThat(readings().get(0).getFirmware()).isEqualTo("1.0");
        assertThat(readings().get(0).getMetrics().get(0).getQuality()).isEqualTo(Quality.BAD);
    }

    @Test
    void forgetsASilentDeviceButNotItsRegistryRow() throws Exception {
        process(DeviceInput.registered("d1", ROW));
        process(message(1, reading(7, 0, null)));
        operator.setStateTtlProcessingTime(Duration.ofDays(31).toMillis());
        process(message(2, reading(7, 0, null)));

        assertThat(readings()).hasSize(2);
        assertThat(readings().get(1).getOrg()).isEqualTo("o");
        assertThat(side(AdmitMessageFunction.FACTS)).hasSize(1);
        operator.setStateTtlProcessingTime(Duration.ofDays(800).toMillis());
        process(message(3, reading(8, 1, null)));
        assertThat(side(AdmitMessageFunction.FACTS)).hasSize(2);
    }

    private static KeyedBroadcastOperatorTestHarness<String, DeviceInput, ModelChange, Reading>
            harness() throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new AdmitMessageFunction(Duration.ofDays(30), Duration.ofDays(730)),
                        List.of(io.fleetstream.jobs.ingest.state.IngestStates.MODELS)),
                DeviceInput::deviceId,
                Types.STRING,
                720,
                1,
                0);
    }

    private void process(DeviceInput input) throws Exception {
        operator.processElement(input, 0);
    }

    private List<Reading> readings() {
        return operator.extractOutputValues();
    }

    private <T> List<T> side(OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        var side = operator.getSideOutput(tag);
        if (side != null) {
            side.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }
}
