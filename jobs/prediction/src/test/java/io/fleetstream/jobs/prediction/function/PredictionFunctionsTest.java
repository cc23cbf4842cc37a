package io.fleetstream.jobs.prediction.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.confluent.TestReadingBytes;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.prediction.domain.alert.AlarmIds;
import io.fleetstream.jobs.prediction.onnx.SharedModels;
import io.fleetstream.jobs.prediction.state.AlertRow;
import io.fleetstream.jobs.prediction.state.ModelRow;
import io.fleetstream.jobs.prediction.state.PredictionStates;
import io.fleetstream.jobs.prediction.training.TestModels;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** A harness may be interrupted while it closes; here nobody does. */
@SuppressWarnings("try")
class PredictionFunctionsTest {
    private static final String DEFINITION =
            "{model: m, devices: site=berlin, metrics: [a], input: flat, statistics: [last],"
                    + " window: 2, in-a-row: 1, clear-below: 0.5, description: It wears.}";
    private static final byte[] CONTENT = TestModels.of("Identity", 1, 0, 1);
    private static final ModelRow MODEL = new ModelRow("m", 1, DEFINITION, CONTENT);

    private int second;

    @Test
    void sendsModelsBeforeTheirWindows() throws Exception {
        try (KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                windows(null)) {
            harness.processElement(reading("d1", 0.1), 0);
            harness.processBroadcastElement(MODEL, 0);
            harness.processElement(reading("d1", 0.2), 0);
            harness.processElement(reading("d1", 0.3), 0);
            harness.processElement(reading("d1", 0.4), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(PredictionFunctionsTest::shown)
                    .containsExactly("m 1", "d1 0.3", "d1 0.4");
        }
    }

    @Test
    void goesOnWithWindowsAndModelsAfterARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                windows(null)) {
            harness.processBroadcastElement(MODEL, 0);
            harness.processElement(reading("d1", 0.2), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                windows(snapshot)) {
            harness.processElement(reading("d1", 0.3), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(PredictionFunctionsTest::shown)
                    .containsExactly("m 1", "d1 0.3");
        }
    }

    @Test
    void takesNoOlderVersionAndForgetsADeletedModel() throws Exception {
        try (KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                windows(null)) {
            harness.processBroadcastElement(new ModelRow("m", 3, DEFINITION, CONTENT), 0);
            harness.processBroadcastElement(new ModelRow("m", 2, DEFINITION, CONTENT), 0);
            harness.processElement(reading("d1", 0.2), 0);
            harness.processElement(reading("d1", 0.3), 0);
            harness.processBroadcastElement(ModelRow.deletion("m"), 0);
            harness.processElement(reading("d1", 0.4), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(PredictionFunctionsTest::shown)
                    .containsExactly("m 3", "d1 0.3", "d1 withdrawn", "m gone");
            assertThat(keyedStateEntries(harness)).isZero();
        }
    }

    @Test
    void leavesOutDevicesThatAModelDoesNotPick() throws Exception {
        ModelRow other = new ModelRow("m", 1, DEFINITION.replace("berlin", "paris"), CONTENT);
        try (KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                windows(null)) {
            harness.processBroadcastElement(other, 0);
            harness.processElement(reading("d1", 0.2), 0);
            assertThat(keyedStateEntries(harness)).isZero();
        }
    }

    @Test
    void scoresWindowsTogetherAndInOrder() throws Exception {
        try (OneInputStreamOperatorTestHarness<ScoreInput, Score> harness = scores()) {
            harness.processElement(ScoreInput.of(MODEL), 0);
            harness.processElement(window("d1", 1, 0.25f), 0);
            harness.processElement(window("d2", 1, 0.5f), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processElement(window("d1", 2, 0.75f), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(score -> score.deviceId() + " " + score.probability())
                    .containsExactly("d1 0.25", "d2 0.5", "d1 0.75");
        }
    }

    @Test
    void letsNoWindowWaitForLongNorForACheckpoint() throws Exception {
        try (OneInputStreamOperatorTestHarness<ScoreInput, Score> harness = scores()) {
            harness.processElement(ScoreInput.of(MODEL), 0);
            harness.processElement(window("d1", 1, 0.25f), 0);
            harness.setProcessingTime(99);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(100);
            assertThat(harness.extractOutputValues()).hasSize(1);

            harness.processElement(window("d1", 2, 0.5f), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void goesOnWithTheVersionBeforeWhereANewOneCannotBeUsed() throws Exception {
        int sessions = SharedModels.sessions();
        try (OneInputStreamOperatorTestHarness<ScoreInput, Score> harness = scores()) {
            harness.processElement(ScoreInput.of(MODEL), 0);
            harness.processElement(
                    ScoreInput.of(new ModelRow("m", 2, DEFINITION, new byte[] {1})), 0);
            harness.processElement(window("d1", 1, 0.25f), 0);
            harness.processElement(ScoreInput.of(new ModelRow("m", 3, DEFINITION, CONTENT)), 0);
            harness.processElement(window("d1", 2, 0.5f), 0);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(Score::version)
                    .containsExactly(1, 3);
            assertThat(SharedModels.sessions()).isEqualTo(sessions + 1);
        }
        assertThat(SharedModels.sessions()).isEqualTo(sessions);
    }

    @Test
    void passesOverWindowsThatItsModelCannotScore() throws Exception {
        try (OneInputStreamOperatorTestHarness<ScoreInput, Score> harness = scores()) {
            harness.processElement(ScoreInput.of(MODEL), 0);
            harness.processElement(window("d1", 1, 7), 0);
            harness.processElement(
                    ScoreInput.window("d1", null, "unknown", 2, new float[] {0.5f}), 0);
            harness.endInput();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void raisesAndClearsTheSameAlarmAcrossARestart() throws Exception {
        List<AlarmEvent> events = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, Score, AlarmEvent> harness =
                judge(null)) {
            harness.processElement(score(1, 0.7), 0);
            harness.processElement(score(2, 0.9), 0);
            harness.processElement(score(3, 0.95), 0);
            events.addAll(harness.extractOutputValues());
            snapshot = harness.snapshot(1, 1);
        }
        try (KeyedOneInputStreamOperatorTestHarness<String, Score, AlarmEvent> harness =
                judge(snapshot)) {
            harness.processElement(score(4, 0.6), 0);
            harness.processElement(score(5, 0.4), 0);
            events.addAll(harness.extractOutputValues());
            assertThat(harness.numKeyedStateEntries()).isZero();
        }

        assertThat(events)
                .extracting(AlarmEvent::getChange)
                .containsExactly(AlarmChangeKind.RAISED, AlarmChangeKind.CLEARED);
        assertThat(events).extracting(AlarmEvent::getStep).containsExactly(1, 2);
        assertThat(events)
                .extracting(AlarmEvent::getAlarmId)
                .containsOnly(AlarmIds.of("prediction.m", "d1", 2));
    }

    @Test
    void saysWhatItIsAboutAndEndsWhenTheModelIsGone() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Score, AlarmEvent> harness =
                judge(null)) {
            harness.processElement(score(2, 0.9), 0);
            harness.processElement(new Score("d1", null, "m", 0, 2, Double.NaN, null), 0);

            AlarmEvent raised = harness.extractOutputValues().get(0);
            assertThat(raised.getRuleId()).isEqualTo("prediction.m");
            assertThat(raised.getSeverity()).isEqualTo(AlarmSeverity.MAJOR);
            assertThat(raised.getSite()).isEqualTo("berlin");
            assertThat(raised.getValue()).isEqualTo(0.9);
            assertThat(raised.getComment()).isEqualTo("It wears.");
            assertThat(harness.extractOutputValues().get(1).getChange())
                    .isEqualTo(AlarmChangeKind.CLEARED);
        }
    }

    @Test
    void keepsItsStateWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ModelRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AlertRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ScoreInput.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Score.class);
    }

    private ReadingBytes reading(String device, double value) {
        return TestReadingBytes.of(
                TestReadings.reading(device)
                        .at(TestReadings.NOON.plusSeconds(second++))
                        .metric("a", value, null)
                        .build());
    }

    private static ScoreInput window(String device, long millis, float value) {
        return ScoreInput.window(device, place(), "m", millis, new float[] {value});
    }

    private static Score score(long millis, double probability) {
        return new Score(
                "d1",
                place(),
                "m",
                1,
                millis,
                probability,
                new Score.Alert(0.8, 0.5, 1, "MAJOR", "It wears."));
    }

    private static Place place() {
        return new Place("acme", "berlin", "motor", null);
    }

    private static String shown(ScoreInput input) {
        if (input.getRow() != null) {
            ModelRow row = input.getRow();
            return row.getId() + (row.deletes() ? " gone" : " " + row.getVersion());
        }
        return input.getDeviceId()
                + " "
                + (input.getFeatures() == null ? "withdrawn" : input.getFeatures()[0]);
    }

    private static int keyedStateEntries(
            KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness) {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    private static KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput>
            windows(OperatorSubtaskState snapshot) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, ReadingBytes, ModelRow, ScoreInput> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new WindowDeviceFunction(0.8), List.of(PredictionStates.MODELS)),
                        ReadingBytes::deviceId,
                        Types.STRING,
                        1,
                        1,
                        0);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static OneInputStreamOperatorTestHarness<ScoreInput, Score> scores() throws Exception {
        OneInputStreamOperatorTestHarness<ScoreInput, Score> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ScoreWindowsOperator(0.8, 3, Duration.ofMillis(100)));
        harness.setup(
                TypeInformation.of(Score.class)
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Score, AlarmEvent> judge(
            OperatorSubtaskState snapshot) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, Score, AlarmEvent> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new JudgeDeviceFunction()),
                        Score::deviceId,
                        Types.STRING);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
