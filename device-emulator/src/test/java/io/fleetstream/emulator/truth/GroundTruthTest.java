package io.fleetstream.emulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {
    private final GroundTruth truth = new GroundTruth();

    @TempDir private Path directory;

    @Test
    void aNumberIsMissingOnlyBetweenAcceptedNumbersOfItsBoot() {
        good("d", "b1", 3, 4, 9);
        good("d", "b2", 1, 2);
        good("e", "b1", 7);
        assertThat(truth.missing()).containsExactly(new MissingRange("d", "b1", 5, 8));
        assertThat(truth.missingMessages()).isEqualTo(4);
        assertThat(truth.resets()).isEqualTo(1);
        assertThat(truth.device("d").accepted("b1", 9)).isTrue();
        assertThat(truth.device("d").accepted("b1", 5)).isFalse();
    }

    @Test
    void aMessageThatComesLateFillsItsGap() {
        good("d", "b", 1, 2, 4, 3, 6);
        assertThat(truth.missing()).containsExactly(new MissingRange("d", "b", 5, 5));
        assertThat(truth.fills()).isEqualTo(1);
        assertThat(truth.accepted()).isEqualTo(5);
    }

    @Test
    void aMalformedMessageIsOneRejectAndOneGap() {
        good("d", "b", 1);
        message("d", "b", 2, "truncated", ReasonCode.NOT_JSON);
        good("d", "b", 3);
        assertThat(truth.rejects()).isEqualTo(Map.of(ReasonCode.NOT_JSON, 1L));
        assertThat(truth.missing()).containsExactly(new MissingRange("d", "b", 2, 2));
        assertThat(truth.published()).isEqualTo(3);
    }

    @Test
    void redeliveriesAreToldApartFromDuplicates() {
        good("d", "b", 1);
        message("d", "b", 1, "duplicate", ReasonCode.DUPLICATE);
        message("d", "b", 1, "redelivered", null);
        message("d", "b", 2, "truncated", ReasonCode.NOT_JSON);
        message("d", "b", 2, "redelivered", ReasonCode.NOT_JSON);
        assertThat(truth.duplicates()).isEqualTo(1);
        assertThat(truth.possibleDuplicates()).isEqualTo(1);
        assertThat(truth.rejects()).isEqualTo(Map.of(ReasonCode.NOT_JSON, 1L));
        assertThat(truth.possibleRejects()).isEqualTo(Map.of(ReasonCode.NOT_JSON, 1L));
        assertThat(truth.published()).isEqualTo(3);
    }

    @Test
    void whatTheBrokerRefusedHasNotArrived() {
        good("d", "b", 1, 2, 3);
        message("d", "b", 2, "refused", null);
        message("d", "b", 4, "no-metrics", ReasonCode.MISSING_FIELD);
        message("d", "b", 4, "refused", ReasonCode.MISSING_FIELD);
        message("d", "b", 3, "unpublished", null);
        message("d", "b", 3, "duplicate", ReasonCode.DUPLICATE);
        message("d", "b", 3, "refused", ReasonCode.DUPLICATE);
        assertThat(truth.duplicates()).isZero();
        assertThat(truth.missing()).containsExactly(new MissingRange("d", "b", 2, 2));
        assertThat(truth.rejects().get(ReasonCode.MISSING_FIELD)).isZero();
        assertThat(truth.uncertain()).isEqualTo(1);
    }

    @Test
    void onlyClocksBeyondTheThresholdAreSkewed() {
        truth.accept(TruthRecord.skew("zone", 1, "b", 0, 3_600_000));
        truth.accept(TruthRecord.skew("slow", 1, "b", 0, -180_000));
        truth.accept(TruthRecord.skew("small", 1, "b", 0, 90_000));
        truth.accept(TruthRecord.skew("step", 40, "b", 0, -90_000));
        truth.accept(TruthRecord.skew("step", 80, "b", 0, -900_000));
        assertThat(truth.skewed(Duration.ofMinutes(2)))
                .isEqualTo(
                        Map.of(
                                "zone", Duration.ofHours(1),
                                "slow", Duration.ofMinutes(-3),
                                "step", Duration.ofMinutes(-15)));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<TruthRecord> records =
                List.of(
                        new TruthRecord(
                                "d", 7, "b1", "good", null, 12, 34, 0, TruthRecord.NONE, true),
                        TruthRecord.message("d", 8, "b1", TruthKind.DROP, null, 1_700_000_000_000L),
                        new TruthRecord(
                                "d",
                                9,
                                "b1",
                                "year-2100",
                                ReasonCode.IN_FUTURE,
                                5,
                                TruthRecord.NONE,
                                0,
                                TruthRecord.NONE,
                                false),
                        TruthRecord.skew("d", 1, "b1", 99, -37 * 60_000),
                        TruthRecord.interval("g", TruthKind.OFFLINE, 10, 20));
        Path file = directory.resolve("truth.ndjson");
        try (TruthWriter writer = new TruthWriter(Optional.of(file))) {
            records.forEach(writer::accept);
        }
        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo(
                        "{\"device\":\"d\",\"seq\":7,\"kind\":\"good\",\"boot\":\"b1\",\"ts\":12,"
                                + "\"arrival\":34,\"last\":true}");
        List<TruthRecord> read = new ArrayList<>();
        TruthReader.read(file, read::add);
        assertThat(read).isEqualTo(records);
        assertThat(GroundTruth.read(file).devices()).extracting(DeviceTruth::id).containsOnly("d");
    }

    @Test
    void aFileThatIsNoneSaysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("other"), "{\"a\":1}\n");
        assertThatThrownBy(() -> GroundTruth.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("truth");
        assertThatThrownBy(() -> truth.device("x")).hasMessageContaining("x");
    }

    private void good(String device, String boot, long... sequences) {
        for (long sequence : sequences) {
            message(device, boot, sequence, "good", null);
        }
    }

    private void message(
            String device, String boot, long sequence, String label, ReasonCode reason) {
        truth.accept(
                new TruthRecord(
                        device,
                        sequence,
                        boot,
                        label,
                        reason,
                        0,
                        TruthRecord.NONE,
                        0,
                        TruthRecord.NONE,
                        false));
    }
}
