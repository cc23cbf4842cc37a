package io.fleetstream.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyBenchmarkTest {
    private static final int ROWS = 3_000;
    private static final int FIRST = 2_000;
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);

    @TempDir private Path directory;

    @Test
    void writesAScoreForEveryValueAndScoresWhatIsLabelled() throws IOException {
        write("data/made/odd.csv", true);
        write("data/made/even.csv", false);
        Files.writeString(
                directory.resolve("combined_windows.json"),
                "{\"made/odd.csv\": [[\"%s\", \"%s\"]], \"made/even.csv\": []}"
                        .formatted(label(FIRST - 50), label(FIRST + 50)));

        List<Figure> figures =
                new AnomalyBenchmark().run(run(Optional.of(directory.resolve("data")))).figures();

        assertThat(value(figures, "anomaly.found")).isEqualTo(100);
        assertThat(value(figures, "anomaly.standard")).isGreaterThan(60);
        assertThat(value(figures, "anomaly.severity.auc-pr")).isGreaterThan(0.3);
        List<String> given = Files.readAllLines(directory.resolve("data/made/odd.csv"));
        List<String> written = Files.readAllLines(directory.resolve("out/made/odd.csv"));
        assertThat(written).hasSameSizeAs(given);
        assertThat(written.get(0)).isEqualTo("timestamp,value,anomaly_score,severity");
        for (int row = 1; row < given.size(); row++) {
            assertThat(written.get(row)).startsWith(given.get(row) + ",");
            double score = Double.parseDouble(written.get(row).split(",", -1)[2]);
            assertThat(score).isBetween(0.0, 1.0);
        }
    }

    @Test
    void writesScoresWhereNobodyHasLabelled() throws IOException {
        write("made/odd.csv", true);

        assertThat(new AnomalyBenchmark().run(run(Optional.of(directory))).figures()).isEmpty();

        assertThat(directory.resolve("out/made/odd.csv")).exists();
    }

    @Test
    void saysThatItNeedsRecordings() throws IOException {
        assertThat(new AnomalyBenchmark().run(run(Optional.empty())).figures()).isEmpty();
        assertThatThrownBy(() -> new AnomalyBenchmark().run(run(Optional.of(directory))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no recordings");
    }

    private Run run(Optional<Path> data) {
        return new Run(
                directory,
                OptionalLong.empty(),
                1,
                1,
                true,
                List.of(),
                Optional.empty(),
                data,
                Optional.of(directory.resolve("out")),
                line -> {});
    }

    private void write(String name, boolean odd) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < ROWS; row++) {
            double value = 10 * Math.sin(row / 20.0) + random.nextGaussian();
            if (odd && row >= FIRST && row < FIRST + 20) {
                value += 60;
            }
            text.append(time(row)).append(',').append(value).append('\n');
        }
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String time(int row) {
        return BEGIN.plusMinutes(5L * row).toString().replace('T', ' ') + ":00";
    }

    private static String label(int row) {
        return time(row) + ".000000";
    }

    private static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
