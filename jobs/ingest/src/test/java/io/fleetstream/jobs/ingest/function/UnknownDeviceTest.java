package io.fleetstream.jobs.ingest.function;

import static io.fleetstream.jobs.ingest.function.AdmitHarness.ROW;
import static io.fleetstream.jobs.ingest.function.Messages.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.admission.Parking;
import io.fleetstream.jobs.ingest.domain.admission.UnknownDevice;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the messages of a device that nobody has registered. */
class UnknownDeviceTest {
    private static final ManifestRow MANIFEST =
            new ManifestRow("all", new String[] {"d?"}, null, "hall", null, "m1");

    private final List<AdmitHarness> opened = new ArrayList<>();
    private AdmitHarness operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness(AdmissionSettings.DEFAULT.with(UnknownDevice.QUARANTINE));
    }

    @AfterEach
    void close() throws Exception {
        for (AdmitHarness harness : opened) {
            harness.close();
        }
    }

    private AdmitHarness harness(AdmissionSettings settings) throws Exception {
        AdmitHarness harness = new AdmitHarness(settings);
        opened.add(harness);
        return harness;
    }

    @Test
    void registeredThirtySecondsLaterItsMessagesComeOutOnceAndInOrder() throws Exception {
        for (int i = 0; i < 30; i++) {
            operator.send(reading(i, i), i);
            operator.time(i);
        }
        assertThat(operator.readings()).isEmpty();
        operator.register(ROW);
        operator.register(ROW);
        operator.send(reading(30, 30), 30);
        operator.time((double) Duration.ofHours(2).toSeconds());

        assertThat(operator.sequences())
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(0, 30).boxed().toList());
        assertThat(operator.readings()).extracting(Reading::getOrg).containsOnly("o");
        assertThat(operator.deadLetters()).isEmpty();
        assertThat(operator.side(AdmitOutputs.DUPLICATES)).isEmpty();
        DeviceHour books = operator.books().values().iterator().next();
        assertThat(books.getReceived()).isEqualTo(31);
        assertThat(books.getStored()).isEqualTo(31);
        assertThat(books.getParked()).isZero();
    }

    @Test
    void whatIsParkedIsSeenInTheBooks() throws Exception {
        operator.send(reading(0, 0), 0);
        operator.time(61);

        DeviceHour books = operator.books().values().iterator().next();
        assertThat(books.getReceived()).isEqualTo(1);
        assertThat(books.getParked()).isEqualTo(1);
        assertThat(books.getOrg()).isEqualTo("acme");
    }

    @Test
    void afterAnHourEachBecomesADeadLetterWithItsBytes() throws Exception {
        KafkaRecord record = operator.record(reading(0, 0), 0);
        operator.send(record);
        operator.send(reading(1, 1800), 1800);
        operator.time(3600);

        assertThat(operator.deadLetters())
                .extracting(DeadLetter::getReason, DeadLetter::getSourceOffset)
                .containsExactly(tuple(ReasonCode.UNKNOWN_DEVICE, 0L));
        DeadLetter letter = operator.deadLetters().get(0);
        assertThat(letter.getStage()).isEqualTo("admit-message");
        assertThat(letter.getDeviceId()).isEqualTo("d1");
        assertThat(letter.getRawValue()).isEqualTo(ByteBuffer.wrap(record.value()));
        assertThat(letter.getRawKey()).isEqualTo(ByteBuffer.wrap(record.key()));
        assertThat(letter.getHeaders()).hasSize(2);
        operator.time(5400);
        assertThat(operator.deadLetters()).hasSize(2);
        assertThat(operator.books().values())
                .allSatisfy(hour -> assertThat(hour.getParked()).isZero())
                .extracting(DeviceHour::getRejected)
                .containsOnly(java.util.Map.of("UNKNOWN_DEVICE", 2L));
        operator.time((double) Duration.ofDays(200).toSeconds());
        assertThat(operator.keyedStateEntries()).isZero();
    }

    @Test
    void whatIsTooMuchBecomesADeadLetterAtOnce() throws Exception {
        AdmissionSettings d = AdmissionSettings.DEFAULT;
        AdmitHarness small =
                harness(
                        new AdmissionSettings(
                                d.maxAge(),
                                d.maxAhead(),
                                d.messagesPerSecond(),
                                UnknownDevice.QUARANTINE,
                                new Parking(2, 1 << 20, Duration.ofHours(1)),
                                d.clock(),
                                d.booksInterval(),
                                d.stateTtl(),
                                d.factsTtl()));
        for (int i = 0; i < 3; i++) {
            small.send(reading(i, i), i);
        }
        small.register(ROW);

        assertThat(small.sequences()).containsExactly(0L, 1L);
        assertThat(small.deadLetters())
                .extracting(DeadLetter::getReason, DeadLetter::getSourceOffset)
                .containsExactly(tuple(ReasonCode.UNKNOWN_DEVICE, 2L));
    }

    @Test
    void parkedMessagesSurviveARestoreAndARescale() throws Exception {
        operator.send(reading(0, 0), 0);
        operator.send(reading(1, 1), 1);
        operator.restart();
        operator.register(ROW);

        assertThat(operator.sequences()).containsExactly(0L, 1L);
        operator.restart();
        operator.time((double) Duration.ofHours(2).toSeconds());
        assertThat(operator.readings()).isEmpty();
        assertThat(operator.deadLetters()).isEmpty();
    }

    @Test
    void rejectedIfSoConfigured() throws Exception {
        AdmitHarness strict = harness(AdmissionSettings.DEFAULT.with(UnknownDevice.REJECT));
        strict.send(reading(0, 0), 0);
        assertThat(strict.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(ReasonCode.UNKNOWN_DEVICE);
    }

    @Test
    void acceptedIfSoConfiguredUnderItsTopic() throws Exception {
        AdmitHarness lenient = harness(AdmissionSettings.DEFAULT.with(UnknownDevice.ACCEPT));
        lenient.send(reading(0, 0), 0);
        assertThat(lenient.readings())
                .extracting(Reading::getOrg, Reading::getModel)
                .containsExactly(tuple("acme", null));
        assertThat(lenient.side(AdmitOutputs.FACTS))
                .extracting(DeviceFacts::getRegistered)
                .containsExactly(false);
    }

    @Test
    void aManifestRegistersAtFirstSightUnderEveryPolicy() throws Exception {
        for (UnknownDevice policy : UnknownDevice.values()) {
            AdmitHarness harness = harness(AdmissionSettings.DEFAULT.with(policy));
            harness.broadcast(ReferenceChange.of(new ManifestChange("all", MANIFEST)));
            harness.send(reading(0, 0), 0);

            assertThat(harness.readings())
                    .extracting(Reading::getOrg, Reading::getSite, Reading::getModel)
                    .containsExactly(tuple("acme", "hall", "m1"));
            assertThat(harness.side(AdmitOutputs.FACTS))
                    .extracting(DeviceFacts::getRegistered, DeviceFacts::getManifest)
                    .containsExactly(tuple(true, "all"));
        }
    }

    @Test
    void aManifestThatComesLaterReleasesWhatIsParked() throws Exception {
        operator.send(reading(0, 0), 0);
        operator.send(reading(1, 1), 1);
        operator.broadcast(ReferenceChange.of(new ManifestChange("all", MANIFEST)));
        operator.send(reading(2, 2), 2);
        operator.time((double) Duration.ofHours(2).toSeconds());

        assertThat(operator.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(operator.deadLetters()).isEmpty();
        DeviceHour books = operator.books().values().iterator().next();
        assertThat(books.getStored()).isEqualTo(3);
        assertThat(books.getParked()).isZero();
    }

    @Test
    void aReplayedMessageIsStoredOnceHoweverOftenItComesBack() throws Exception {
        KafkaRecord untimed = operator.record("{\"metrics\":{\"a\":1}}", 0);
        operator.send(untimed);
        operator.time(3600);
        operator.register(ROW);
        operator.send(operator.replay(untimed, "r1"));
        operator.send(operator.replay(untimed, "r2"));
        operator.time(7200);

        assertThat(operator.deadLetters()).hasSize(1);
        assertThat(operator.readings()).hasSize(1);
        Reading stored = operator.readings().get(0);
        assertThat(stored.getSourceOffset()).isEqualTo(untimed.offset());
        assertThat(stored.getReplayId()).isEqualTo("r1");
        assertThat(stored.getFlags()).containsExactly(ReadingFlag.NO_TIME, ReadingFlag.REPLAYED);
        assertThat(operator.side(AdmitOutputs.DUPLICATES)).hasSize(1);
        long received = 0;
        long replayed = 0;
        long placed = 0;
        for (DeviceHour hour : operator.books().values()) {
            received += hour.getReceived();
            replayed += hour.getReplayed();
            placed += hour.getStored() + hour.getDuplicated() + hour.getParked();
            placed += hour.getRejected().values().stream().mapToLong(Long::longValue).sum();
        }
        assertThat(List.of(received, replayed, placed)).containsExactly(1L, 1L, 2L);
    }

    @Test
    void aReplayThatIsRefusedAgainIsTheSameDeadLetter() throws Exception {
        AdmitHarness strict = harness(AdmissionSettings.DEFAULT.with(UnknownDevice.REJECT));
        KafkaRecord record = strict.record(reading(0, 0), 0);
        strict.send(record);
        strict.send(strict.replay(record, "r1"));

        assertThat(strict.deadLetters())
                .extracting(
                        DeadLetter::getSourcePartition,
                        DeadLetter::getSourceOffset,
                        DeadLetter::getSourceIndex)
                .containsExactly(tuple(3, 0L, 0), tuple(3, 0L, 0));
        assertThat(strict.deadLetters().get(1).getHeaders()).hasSize(4);
    }
}
