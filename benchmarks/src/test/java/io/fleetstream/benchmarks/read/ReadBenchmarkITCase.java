package io.fleetstream.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.report.TableReport;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every question gets all of its rows, and how long it took is told; not how fast it is. */
class ReadBenchmarkITCase {
    private static final long DEVICES = 407;

    @TempDir private Path directory;

    @Test
    void tellsHowLongPeopleWaitAndHowTheDatabaseAnswers() throws IOException {
        Run run =
                new Run(
                        directory,
                        OptionalLong.of(DEVICES),
                        1,
                        1,
                        true,
                        List.of(),
                        Optional.empty(),
                        line -> System.out.println(line));

        Outcome outcome = new ReadBenchmark().run(run);

        assertThat(outcome.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "read.latest-fleet.seconds",
                        "read.latest-site.seconds",
                        "read.latest-device.seconds",
                        "read.month-of-a-device.seconds");
        assertThat(outcome.drains())
                .filteredOn(drain -> !drain.warmUp())
                .extracting(drain -> drain.sample().records())
                .containsExactly(DEVICES * FleetTables.METRICS, 3L, 3L, FleetTables.HOURS - 1L);
        assertThat(TableReport.of(List.of(outcome)))
                .contains("read.latest-fleet.seconds: 0.", " s, lower is better, no target");
        assertThat(directory.resolve("read/explain/explain-latest-fleet.txt"))
                .content()
                .contains("Buffers:", "fleet_latest_settled");
    }
}
