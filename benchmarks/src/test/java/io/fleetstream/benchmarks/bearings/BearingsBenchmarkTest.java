package io.fleetstream.benchmarks.bearings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearingsBenchmarkTest {
    private static final long SEED = 20261121;
    private static final int WINDOWS = 1000;
    private static final int ONSET = 600;

    @TempDir private Path data;
    @TempDir private Path out;
    private final List<String> said = new ArrayList<>();

    @Test
    void findsTheBearingThatFailsAndNamesThoseThatFeelIt() throws IOException {
        System.out.println("[bearings] seed " + SEED);
        record();

        Outcome outcome = new BearingsBenchmark().run(run(Optional.of(data)));

        assertThat(outcome.ok()).isTrue();
        assertThat(figure(outcome, "bearings.rig.worst-bearing.Bearing_2")).isBetween(0.6, 0.8);
        assertThat(figure(outcome, "bearings.rig.flag.Bearing_1")).isEqualTo(1);
        assertThat(said)
                .anyMatch(line -> line.contains("Bearing 1") && line.contains("not found"))
                .anyMatch(
                        line ->
                                line.contains("Bearing 2")
                                        && line.contains("; more than a neighbour explains"))
                .anyMatch(
                        line ->
                                line.contains("Bearing 3")
                                        && line.contains("no more than a neighbour"));
        assertThat(out.resolve("bearings.html")).content().contains("<svg").contains("<circle");
        assertThat(out.resolve("rig.svg")).exists();
        assertThat(Files.readAllLines(out.resolve("rig.health.csv"))).hasSize(1 + 4 * WINDOWS);
    }

    @Test
    void saysThatThereIsNothingToDo() throws IOException {
        assertThat(new BearingsBenchmark().run(run(Optional.empty())).figures()).isEmpty();
        assertThat(said).containsExactly("bearings: skipped, no recordings given by --data");
    }

    @Test
    void refusesFilesThatAreNoRecordings() throws IOException {
        Files.writeString(data.resolve("a.csv"), "x,y\n1,2\n");

        assertThatThrownBy(() -> RecordingFiles.read(data))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("a.csv has no column Datetime, Time or Timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearing 1-A, Bearing 1",
        "Bearing 1_x, Bearing 1",
        "Bearing 1, Bearing 1",
        "Bearing 10, Bearing 10",
        "b1 horizontal, b1"
    })
    void knowsWhichSensorsSitOnOneBearing(String channel, String bearing) {
        assertThat(RecordingFiles.bearing(channel)).isEqualTo(bearing);
    }

    /** The second of three bearings wears, by two sensors; the third feels some of it. */
    private void record() throws IOException {
        Random random = new Random(SEED);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy.MM.dd.HH.mm.ss", Locale.ROOT);
        LocalDateTime time = LocalDateTime.of(2026, 1, 1, 0, 0);
        StringBuilder csv =
                new StringBuilder(",Datetime,Bearing 1,Bearing 2-A,Bearing 2-B,Bearing 3\n");
        for (int window = 0; window < WINDOWS; window++) {
            double wear = Math.max(0, window - ONSET) / 200.0;
            csv.append(window).append(',').append(format.format(time.plusMinutes(10L * window)));
            for (double share : new double[] {0, 1, 0.6, 0.2}) {
                double level = 0.1 * (1 + share * wear) * Math.exp(0.01 * random.nextGaussian());
                csv.append(',').append(level);
            }
            csv.append('\n');
        }
        Files.writeString(data.resolve("rig.csv"), csv);
    }

    private Run run(Optional<Path> recordings) {
        return new Run(
                out,
                OptionalLong.empty(),
                0,
                1,
                true,
                List.of(),
                Optional.empty(),
                recordings,
                Optional.of(out),
                said::add);
    }

    private static double figure(Outcome outcome, String name) {
        return outcome.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow();
    }
}
