package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.AdmitHarness.ROW;
import static io.fleetstream.jobs.ingest.function.Messages.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.SequenceEventKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the messages of a registered device whose clock is right. */
class AdmitMessageFunctionTest {
    private static final ReferenceChange MODEL =
            ReferenceChange.of(
                    new ModelChange(
                            "m1",
                            new ModelRow(
                                    Map.of("temperature", new QuantityRow("Cel", -40.0, 8.0)))));

    private AdmitHarness operator;

    @BeforeEach
    void open() throws Exception {
        operator = new AdmitHarness(AdmissionSettings.DEFAULT);
        operator.register(ROW);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void storesTheFirstAndCountsTheRepeat() throws Exception {
        operator.send(reading(7, 0), 0);
        operator.send(reading(7, 0), 1);

        assertThat(operator.readings())
                .extracting(Reading::getSequence, Reading::getSourceOffset)
                .containsExactly(tuple(7L, 0L));
        assertThat(operator.side(AdmitOutputs.DUPLICATES))
                .extracting(Duplicate::getSourceOffset, Duplicate::getSequence)
                .containsExactly(tuple(1L, 7L));
    }

    @Test
    void aBatchIsADuplicateOnlyIfNothingInItIsNew() throws Exception {
        String batch = "[" + reading(1, 1) + "," + reading(2, 2) + "]";
        operator.send(reading(1, 1), 2);
        operator.send(batch, 3);
        operator.send(batch, 4);

        assertThat(operator.readings())
                .extracting(Reading::getSourceOffset, Reading::getSourceIndex)
                .containsExactly(tuple(0L, 0), tuple(1L, 1));
        assertThat(operator.side(AdmitOutputs.DUPLICATES))
                .extracting(Duplicate::getSourceOffset)
                .containsExactly(2L);
    }

    @Test
    void enrichesFromRegistryAndModel() throws Exception {
        operator.broadcast(MODEL);
        operator.send(reading(7, 0, ",\"fw\":\"1.4.2\""), 0);
        operator.send(reading(8, 1), 1);

        Reading stored = operator.readings().get(1);
        assertThat(stored.getOrg()).isEqualTo("o");
        assertThat(stored.getSite()).isEqualTo("s");
        assertThat(stored.getDeviceType()).isEqualTo("t");
        assertThat(stored.getModel()).isEqualTo("m1");
        assertThat(stored.getFirmware()).isEqualTo("1.4.2");
        assertThat(operator.readings().get(0).getMetrics())
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
    void forgetsADeletedModel() throws Exception {
        operator.broadcast(MODEL);
        operator.broadcast(ReferenceChange.of(new ModelChange("m1", null)));
        operator.send(reading(9, 0), 0);

        assertThat(operator.readings().get(0).getMetrics())
                .containsExactly(
                        new Metric("temperature", 9.5, null, Quality.GOOD, null, null, null));
    }

    @Test
    void announcesADeviceOnceAndThenItsChanges() throws Exception {
        operator.send(reading(1, 1, ",\"fw\":\"1.0\""), 1);
        operator.send(reading(2, 2, ",\"fw\":\"1.0\""), 2);
        operator.send(reading(3, 3, ",\"fw\":\"1.1\""), 3);
        operator.send(reading(3, 3, ",\"fw\":\"1.2\""), 4);

        assertThat(operator.side(AdmitOutputs.FACTS))
                .extracting(DeviceFacts::getFirmware, DeviceFacts::getRegistered)
                .containsExactly(tuple("1.0", true), tuple("1.1", true));
        assertThat(operator.side(AdmitOutputs.FACTS))
                .extracting(DeviceFacts::getFirstSeen)
                .containsOnly(operator.readings().get(0).getReceivedAt());
    }

    @Test
    void tellsGapsFillsAndResets() throws Exception {
        operator.send(reading(1, 1, ",\"boot_id\":\"a\""), 1);
        operator.send(reading(2, 2, ",\"boot_id\":\"a\""), 2);
        operator.send(reading(5, 5, ",\"boot_id\":\"a\""), 5);
        operator.send(reading(3, 3, ",\"boot_id\":\"a\""), 6);
        operator.send(reading(1, 7, ",\"boot_id\":\"b\""), 7);

        assertThat(operator.side(AdmitOutputs.SEQUENCE_EVENTS))
                .extracting(
                        SequenceEvent::getKind,
                        SequenceEvent::getFromSequence,
                        SequenceEvent::getToSequence,
                        SequenceEvent::getSourceOffset)
                .containsExactly(
                        tuple(SequenceEventKind.GAP, 3L, 4L, 2L),
                        tuple(SequenceEventKind.FILL, 3L, 3L, 3L),
                        tuple(SequenceEventKind.RESET, 1L, 5L, 4L));
        assertThat(operator.readings().get(4).getFlags())
                .containsExactly(io.fleetstream.schemas.ReadingFlag.RESET);
    }

    @Test
    void answersTheSameAfterARestore() throws Exception {
        operator.broadcast(MODEL);
        operator.send(reading(7, 0, ",\"fw\":\"1.0\""), 0);
        operator.restart();
        operator.send(reading(7, 0, ",\"fw\":\"1.0\""), 1);
        operator.send(reading(8, 1), 1);

        assertThat(operator.side(AdmitOutputs.DUPLICATES)).hasSize(1);
        assertThat(operator.side(AdmitOutputs.FACTS)).isEmpty();
        assertThat(operator.readings()).hasSize(1);
        assertThat(operator.readings().get(0).getModel()).isEqualTo("m1");
        assertThat(operator.readings().get(0).getFirmware()).isEqualTo("1.0");
        assertThat(operator.readings().get(0).getMetrics().get(0).getQuality())
                .isEqualTo(Quality.BAD);
    }

    @Test
    void forgetsASilentDeviceByArrivalTimeButNotItsRegistryRow() throws Exception {
        double days = 86_400;
        String untimed = "{\"seq\":7,\"metrics\":{\"a\":1}}";
        operator.send(untimed, 0);
        operator.time(179.9 * days);
        operator.send(untimed, 179.9 * days);
        assertThat(operator.side(AdmitOutputs.DUPLICATES)).hasSize(1);
        operator.time(360 * days);
        operator.send(untimed, 360 * days);

        assertThat(operator.readings()).hasSize(2);
        assertThat(operator.readings().get(1).getOrg()).isEqualTo("o");
        assertThat(operator.side(AdmitOutputs.SEQUENCE_EVENTS)).isEmpty();
        assertThat(operator.side(AdmitOutputs.FACTS)).hasSize(1);
        operator.time(1_200 * days);
        assertThat(operator.timers()).isZero();
        operator.send(reading(8, 1_200 * days), 1_200 * days);
        assertThat(operator.side(AdmitOutputs.FACTS)).hasSize(2);
    }

    @Test
    void leavesNothingOfADeviceThatIsForgotten() throws Exception {
        operator.send(reading(7, 0), 0);
        operator.register(null);
        operator.time((double) Duration.ofDays(800).toSeconds());

        assertThat(operator.keyedStateEntries()).isZero();
        assertThat(operator.timers()).isZero();
    }

    @Test
    void leavesNothingOfAStrangerWhoseMessagesAreAllRefused() throws Exception {
        operator.register(null);
        operator.send(reading(7, 86_400), 0);
        operator.time((double) Duration.ofDays(800).toSeconds());

        assertThat(operator.deadLetters()).hasSize(1);
        assertThat(operator.keyedStateEntries()).isZero();
        assertThat(operator.timers()).isZero();
    }

    @Test
    void setsOneTimerHoweverManyMessagesThereAre() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            operator.send(reading(i, i / 100.0), i / 100.0);
        }
        assertThat(operator.timers()).isLessThanOrEqualTo(2);
    }
}
