package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.AdmitHarness.ROW;
import static io.fleetstream.jobs.ingest.function.Messages.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.TimeAuthority;
import io.fleetstream.schemas.TimeSource;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the messages of a device whose clock is wrong. */
class SkewedClockTest {
    private static final double HOUR = 3_600;

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
    void holdsTheFirstFiveOfAWrongZoneAndThenCorrectsAll() throws Exception {
        for (int i = 0; i < 4; i++) {
            operator.send(reading(i, HOUR + 60 * i), 60 * i);
        }
        assertThat(operator.readings()).isEmpty();
        operator.restart();
        for (int i = 4; i < 8; i++) {
            operator.send(reading(i, HOUR + 60 * i), 60 * i);
        }

        assertThat(operator.sequences())
                .containsExactlyElementsOf(LongStream.range(0, 8).boxed().toList());
        assertThat(operator.readings())
                .allSatisfy(
                        reading -> {
                            assertThat(reading.getTimeSource()).isEqualTo(TimeSource.CORRECTED);
                            assertThat(reading.getFlags()).containsExactly(ReadingFlag.SKEWED);
                            assertThat(reading.getClockOffsetMicros()).isEqualTo(3_600_000_000L);
                            assertThat(reading.getEventTime())
                                    .isEqualTo(reading.getReceivedAt())
                                    .isEqualTo(reading.getDeviceTime().minusSeconds(3_600));
                        });
        assertThat(operator.side(AdmitOutputs.FACTS))
                .extracting(DeviceFacts::getClockOffsetMicros)
                .containsExactly(3_600_000_000L);
        assertThat(operator.deadLetters()).isEmpty();
        operator.time(2 * HOUR);
        DeviceHour books = operator.books().values().iterator().next();
        assertThat(books.getReceived()).isEqualTo(8);
        assertThat(books.getStored()).isEqualTo(8);
        assertThat(books.getSkewed()).isEqualTo(8);
        assertThat(books.getParked()).isZero();
    }

    @Test
    void aLoneMessageIsHeldForTenMinutesAndThenJudgedAsItIs() throws Exception {
        operator.send(reading(0, -HOUR), 0);
        operator.time(599);
        assertThat(operator.readings()).isEmpty();
        operator.time(600);

        assertThat(operator.readings()).hasSize(1);
        assertThat(operator.readings().get(0).getFlags()).isEmpty();
        operator.send(reading(1, 2 * HOUR), HOUR);
        assertThat(operator.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.IN_FUTURE);
    }

    @Test
    void aBacklogSentAtOnceKeepsItsTimes() throws Exception {
        for (int i = 0; i < 100; i++) {
            operator.send(reading(i, -HOUR + 30 * i), 0.001 * i);
        }

        assertThat(operator.sequences())
                .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
        assertThat(operator.readings())
                .allSatisfy(
                        reading ->
                                assertThat(reading.getTimeSource()).isEqualTo(TimeSource.DEVICE));
    }

    @Test
    void heldMessagesAreJudgedForRepeatsOnceReleased() throws Exception {
        for (int i = 0; i < 3; i++) {
            operator.send(reading(i, -HOUR), i);
            operator.send(reading(i, -HOUR), i);
        }
        assertThat(operator.side(AdmitOutputs.DUPLICATES)).isEmpty();
        operator.send(reading(3, 60), 60);

        assertThat(operator.sequences()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(operator.side(AdmitOutputs.DUPLICATES)).hasSize(3);
    }

    @Test
    void aMessageWithoutATimeWaitsInItsPlace() throws Exception {
        operator.send(reading(0, HOUR), 0);
        operator.send("{\"seq\":1,\"metrics\":{\"a\":1}}", 1);
        assertThat(operator.readings()).isEmpty();
        operator.time(600);
        operator.send("{\"seq\":2,\"metrics\":{\"a\":1}}", 601);

        assertThat(operator.sequences()).containsExactly(1L, 2L);
        assertThat(operator.readings().get(0).getFlags()).containsExactly(ReadingFlag.NO_TIME);
    }

    @Test
    void timeBoundsComeAfterTheCorrection() throws Exception {
        double days = 86_400;
        for (int i = 0; i < 6; i++) {
            operator.send(reading(i, -30 * days + 60 * i), 60 * i);
        }
        assertThat(operator.readings()).hasSize(6);
        assertThat(operator.deadLetters()).isEmpty();
    }

    @Test
    void theModelMayOnlyFlagOrIgnore() throws Exception {
        operator.broadcast(model(ClockPolicy.FLAG, TimeAuthority.DEVICE));
        for (int i = 0; i < 6; i++) {
            operator.send(reading(i, -HOUR + 60 * i), 60 * i);
        }
        assertThat(operator.readings())
                .hasSize(6)
                .allSatisfy(
                        reading -> {
                            assertThat(reading.getFlags()).containsExactly(ReadingFlag.SKEWED);
                            assertThat(reading.getTimeSource()).isEqualTo(TimeSource.DEVICE);
                            assertThat(reading.getClockOffsetMicros()).isNull();
                        });
        operator.broadcast(model(ClockPolicy.IGNORE, TimeAuthority.DEVICE));
        operator.send(reading(6, -HOUR + 360), 360);
        assertThat(operator.readings().get(6).getFlags()).isEmpty();
    }

    @Test
    void arrivalMayHaveAuthority() throws Exception {
        operator.broadcast(model(ClockPolicy.CORRECT, TimeAuthority.ARRIVAL));
        operator.send(reading(0, -1_000_000_000), 5);

        Reading reading = operator.readings().get(0);
        assertThat(reading.getEventTime()).isEqualTo(reading.getReceivedAt());
        assertThat(reading.getDeviceTime()).isNotNull();
        assertThat(reading.getTimeSource()).isEqualTo(TimeSource.ARRIVAL);
        assertThat(reading.getFlags()).isEmpty();
    }

    @Test
    void heldMessagesOfManyDevicesSurviveARescale() throws Exception {
        operator.send(reading(0, HOUR), 0);
        var state = operator.snapshot();
        int found = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            AdmitHarness half =
                    new AdmitHarness(
                            AdmissionSettings.DEFAULT,
                            AdmitHarness.repartition(state, 1, 2, subtask),
                            2,
                            subtask);
            half.time(600);
            found += half.deadLetters().size();
            half.close();
        }
        assertThat(found).isEqualTo(1);
    }

    private static ReferenceChange model(ClockPolicy clock, TimeAuthority authority) {
        return ReferenceChange.of(
                new ModelChange(
                        "m1",
                        new ModelRow(
                                Map.of(),
                                List.of(),
                                0,
                                0,
                                UnknownMetrics.ACCEPT,
                                authority,
                                clock,
                                null,
                                null,
                                null,
                                LatePolicy.KEEP,
                                null)));
    }
}
