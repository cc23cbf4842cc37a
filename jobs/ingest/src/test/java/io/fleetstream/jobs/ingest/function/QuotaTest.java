package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.AdmitHarness.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.ReasonCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private AdmitHarness operator;

    @BeforeEach
    void open() throws Exception {
        AdmissionSettings d = AdmissionSettings.DEFAULT;
        operator =
                new AdmitHarness(
                        new AdmissionSettings(
                                d.maxAge(),
                                d.maxAhead(),
                                1,
                                d.unknown(),
                                d.parking(),
                                d.clock(),
                                d.booksInterval(),
                                d.stateTtl(),
                                d.factsTtl()));
        operator.register(ROW);
        operator.input(DeviceInput.registered("d2", ROW));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void whatGoesBeyondTheBurstIsRefusedAndOthersAreNot() throws Exception {
        for (int i = 0; i < 100; i++) {
            operator.send("{\"seq\":" + i + ",\"metrics\":{\"a\":1}}", 0.001 * i);
        }
        var other = Messages.input(operator.record("{\"seq\":0,\"metrics\":{\"a\":1}}", 0.1));
        ParsedMessage m = other.message();
        operator.input(
                DeviceInput.of(
                        new ParsedMessage(
                                "d2",
                                m.org(),
                                m.site(),
                                m.deviceType(),
                                m.receivedAt(),
                                m.partition(),
                                m.offset(),
                                m.readings()),
                        other.raw()));

        assertThat(operator.readings()).hasSize(61);
        assertThat(operator.readings().get(60).getDeviceId()).isEqualTo("d2");
        assertThat(operator.deadLetters())
                .hasSize(40)
                .extracting(DeadLetter::getReason)
                .containsOnly(ReasonCode.RATE_LIMITED);
    }

    @Test
    void messagesRefusedBeforeAreInTheBooksButReplaysOfThemAreNot() throws Exception {
        operator.input(
                DeviceInput.rejected(
                        "d1", new Rejection(ReasonCode.NOT_JSON, Messages.NOON, 3, 5, null)));
        operator.input(
                DeviceInput.rejected(
                        "d1", new Rejection(ReasonCode.NOT_JSON, Messages.NOON, 3, 5, "r")));
        operator.time(3_600);

        DeviceHour books = operator.books().values().iterator().next();
        assertThat(books.getReceived()).isEqualTo(1);
        assertThat(books.getRejected()).containsExactly(java.util.Map.entry("NOT_JSON", 1L));
        assertThat(operator.timers()).isZero();
    }
}
