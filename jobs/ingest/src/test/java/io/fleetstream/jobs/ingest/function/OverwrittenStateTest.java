package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.AdmitHarness.ROW;
import static io.fleetstream.jobs.ingest.function.Messages.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages overwrite the state of their device where it stands, and no snapshot notices. */
class OverwrittenStateTest {
    /** By then as many fingerprints are remembered as ever will be. */
    private static final int MESSAGES = 20;

    private AdmitHarness operator;

    @BeforeEach
    void open() throws Exception {
        operator = new AdmitHarness(AdmissionSettings.DEFAULT);
        operator.register(ROW);
        for (int i = 0; i < MESSAGES; i++) {
            operator.send(reading(i, i), i);
        }
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aMessageLeavesNoOldStateBehind() throws Exception {
        byte[] stored = operator.stored("d1");
        byte[] before = stored.clone();

        operator.send(reading(MESSAGES, MESSAGES), MESSAGES);

        assertThat(operator.stored("d1")).isSameAs(stored).isNotEqualTo(before);
    }

    @Test
    void aDeviceThatSendsOnceAMinuteNeedsOneTimerAnHour() throws Exception {
        operator.time(MESSAGES + 120);
        int timers = operator.timers();

        for (int minute = 3; minute < 50; minute++) {
            operator.send(reading(MESSAGES + minute, 60 * minute), 60 * minute);
            assertThat(operator.timers()).as("minute %d", minute).isEqualTo(timers);
            assertThat(last(operator.side(AdmitOutputs.DEVICE_HOURS)).getReceived())
                    .as("published with minute %d", minute)
                    .isEqualTo(MESSAGES + minute - 2);
            operator.time(60 * minute);
        }
    }

    @Test
    void aSnapshotHoldsWhatStoodThereWhenItBegan() throws Exception {
        OperatorSnapshotFutures snapshot = operator.beginSnapshot();
        operator.send(reading(MESSAGES, MESSAGES), MESSAGES);
        operator.send(reading(MESSAGES + 1, MESSAGES + 1), MESSAGES + 1);
        OperatorSubtaskState written =
                OperatorSnapshotFinalizer.create(snapshot).getJobManagerOwnedState();

        AdmitHarness restored = new AdmitHarness(AdmissionSettings.DEFAULT, written, 1, 0);
        restored.send(reading(MESSAGES - 1, MESSAGES - 1), MESSAGES);
        restored.send(reading(MESSAGES, MESSAGES), MESSAGES);

        assertThat(restored.sequences()).containsExactly((long) MESSAGES);
        restored.close();
        operator.send(reading(MESSAGES, MESSAGES), MESSAGES + 2);
        assertThat(operator.sequences()).hasSize(MESSAGES + 2);
    }

    private static <T> T last(List<T> values) {
        return values.get(values.size() - 1);
    }
}
