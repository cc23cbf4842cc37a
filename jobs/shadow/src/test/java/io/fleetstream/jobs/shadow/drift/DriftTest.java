package io.fleetstream.jobs.shadow.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.state.Observation;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing the harness may be interrupted, as it says
class DriftTest {
    private static final DriftOptions OPTIONS =
            new DriftOptions(Duration.ofSeconds(60), 3, 6, List.of("model"), List.of());

    @Test
    void tellsOnceOfADeviceThatDiffersForLongerThanTheHold() throws Exception {
        try (Harness job = new Harness(null)) {
            job.cohort("30", 1, 4, 1000);
            job.reports("odd", "60", 1000);
            job.watermark(1060);
            assertThat(job.events()).as("the majority stands for less than the hold").isEmpty();
            job.watermark(1100);
            assertThat(job.events())
                    .singleElement()
                    .isEqualTo(
                            new ShadowEvent(
                                    "odd",
                                    "cfg",
                                    ShadowEventKind.DRIFTED,
                                    7L,
                                    Instant.ofEpochSecond(1000),
                                    Instant.ofEpochSecond(1060),
                                    60_000_000L,
                                    "/reported/interval",
                                    "{\"cohort\":\"model=m\",\"value\":\"60\",\"majority\":\"30\","
                                            + "\"majority_devices\":4,\"devices\":5}"));
            job.watermark(5000);
            assertThat(job.events()).isEmpty();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void clearsWithoutAWordAndTellsAgainOfAnotherValue() throws Exception {
        try (Harness job = new Harness(null)) {
            job.cohort("30", 1, 4, 1000);
            job.reports("odd", "60", 1000);
            job.watermark(1200);
            assertThat(job.events()).hasSize(1);
            job.reports("odd", "30", 1201);
            job.watermark(1400);
            assertThat(job.events()).isEmpty();
            job.reports("odd", "45", 1401);
            job.watermark(1460);
            assertThat(job.events()).isEmpty();
            job.watermark(1490);
            assertThat(job.events()).hasSize(1);
        }
    }

    @Test
    void needsAMajorityOfEnoughDevices() throws Exception {
        try (Harness job = new Harness(null)) {
            job.cohort("30", 1, 2, 1000);
            job.reports("odd", "60", 1000);
            job.watermark(2000);
            assertThat(job.events()).as("two are not three").isEmpty();
            job.reports("d3", "30", 2001);
            job.reports("odd2", "60", 2001);
            job.reports("odd3", "60", 2001);
            job.watermark(3000);
            assertThat(job.events()).as("three of six are not more than half").isEmpty();
            job.reports("odd3", "30", 3001);
            job.watermark(3100);
            assertThat(job.events())
                    .extracting(ShadowEvent::getDeviceId)
                    .containsExactly("odd", "odd2");
        }
    }

    @Test
    void findsThoseThatWereLeftBehindWhenTheMajorityWentOn() throws Exception {
        try (Harness job = new Harness(null)) {
            job.cohort("old", 1, 5, 1000);
            job.watermark(1200);
            job.cohort("new", 1, 4, 1201);
            job.watermark(1240);
            assertThat(job.events()).isEmpty();
            job.watermark(1290);
            assertThat(job.events())
                    .singleElement()
                    .returns("d5", ShadowEvent::getDeviceId)
                    .returns(Instant.ofEpochSecond(1000), ShadowEvent::getPendingSince);
        }
    }

    @Test
    void comparesNoMoreDevicesThanItMayAndForgetsThoseThatLeave() throws Exception {
        try (Harness job = new Harness(null)) {
            job.cohort("30", 1, 6, 1000);
            job.reports("one-too-many", "60", 1000);
            job.watermark(2000);
            assertThat(job.events()).isEmpty();
            for (int i = 1; i <= 6; i++) {
                job.reports("d" + i, null, 2001);
            }
            job.reports("one-too-many", null, 2001);
            job.watermark(3000);
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness job = new Harness(null)) {
            job.cohort("30", 1, 4, 1000);
            job.reports("odd", "60", 1000);
            job.watermark(1050);
            snapshot = job.snapshot();
        }
        try (Harness job = new Harness(snapshot)) {
            job.watermark(1200);
            assertThat(job.events()).hasSize(1);
            snapshot = job.snapshot();
        }
        try (Harness job = new Harness(snapshot)) {
            job.reports("d1", "30", 1300);
            job.watermark(1900);
            assertThat(job.events()).isEmpty();
        }
    }

    private static final class Harness implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<String, Observation, ShadowEvent>
                harness;

        Harness(OperatorSubtaskState restored) throws Exception {
            harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new DetectDriftFunction(OPTIONS)),
                            Observation::subject,
                            Types.STRING);
            harness.setup();
            if (restored != null) {
                harness.initializeState(restored);
            }
            harness.open();
        }

        void cohort(String value, int from, int to, long at) throws Exception {
            for (int i = from; i <= to; i++) {
                reports("d" + i, value, at);
            }
        }

        void reports(String device, String value, long at) throws Exception {
            harness.processElement(
                    new Observation(
                            "model=m",
                            "cfg",
                            "/reported/interval",
                            device,
                            value,
                            at * 1_000_000,
                            7),
                    0);
        }

        void watermark(long seconds) throws Exception {
            harness.processWatermark(seconds * 1000);
        }

        List<ShadowEvent> events() {
            List<ShadowEvent> events = List.copyOf(harness.extractOutputValues());
            harness.getOutput().clear();
            return events;
        }

        int timers() {
            return harness.numEventTimeTimers();
        }

        int stateEntries() {
            return harness.numKeyedStateEntries();
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
