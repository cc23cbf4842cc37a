package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded histories of rows, checkpoints that complete or do not, and kills at any point between;
 * whatever happens, every row is published once, in order, and nothing is left behind.
 */
class ArchiveHistoriesTest {
    private static final long HOUR = 3_600_000_000L;
    private static final int STEPS = 40;

    @TempDir private Path archive;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void publishesEveryRowOnceWhereverItIsKilled(long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Measured> log = log(random);
        ArchiveRun run = new ArchiveRun(archive, log);
        try {
            for (int step = 0; step < STEPS; step++) {
                run.read(random.nextInt(80));
                run.passTime(random.nextInt(20_000));
                switch (random.nextInt(6)) {
                    case 0 -> run.kill();
                    case 1 -> run.stageWithoutCheckpoint();
                    case 2 -> run.checkpoint(false);
                    case 3 -> {
                        run.checkpoint(true);
                        run.kill();
                    }
                    default -> run.checkpoint(true);
                }
                assertThat(frequencies(MeasuredFiles.rows(archive)).values())
                        .as("step %s", step)
                        .allMatch(n -> n == 1);
            }
            run.end();
        } finally {
            run.close();
        }

        assertThat(frequencies(MeasuredFiles.rows(archive))).isEqualTo(frequencies(log));
        for (Path file : MeasuredFiles.in(archive)) {
            assertThat(MeasuredFiles.rowsOf(file))
                    .isSortedAccordingTo(
                            java.util.Comparator.comparing(Measured::device)
                                    .thenComparing(Measured::micros));
        }
        try (Stream<Path> files = Files.walk(archive.resolve("measured"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(file -> file.toString().endsWith(".parquet"))
                    .allMatch(
                            file ->
                                    ArchiveRun.ANNOUNCED.contains(
                                            archive.relativize(file).toString()));
        }
    }

    private static List<Measured> log(Random random) {
        List<Measured> log = new ArrayList<>();
        for (int i = 0; i < STEPS * 40; i++) {
            long late = random.nextInt(10) == 0 ? 3 * HOUR : 0;
            log.add(
                    Measured.of(
                            "o" + random.nextInt(3),
                            "d" + random.nextInt(20),
                            10 * HOUR + i * (HOUR / 400) - late,
                            "m",
                            i));
        }
        return log;
    }

    private static Map<Measured, Long> frequencies(List<Measured> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
