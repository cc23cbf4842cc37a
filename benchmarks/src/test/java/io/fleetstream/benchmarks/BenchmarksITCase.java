package io.fleetstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every benchmark over a thousand records: that it still runs, not how fast. */
class BenchmarksITCase {
    private static final long RECORDS = 1_000;

    private static final List<String> INGEST =
            List.of(
                    "bare-poll",
                    "pass-through",
                    "stateless-checks",
                    "textbook-checks",
                    "whole-job",
                    "whole-job-poison",
                    "textbook-job");

    @TempDir private Path directory;

    @Test
    void ingestDrainsTheSameRecordsInEveryVariant() throws IOException {
        Outcome outcome = run("ingest");

        assertThat(outcome.drains()).extracting(Drain::variant).containsExactlyElementsOf(INGEST);
        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains("ingest.stateless-checks.vs-pass-through");
    }

    @Test
    void bridgeAndSubscriberDrainTheSameMessages() throws IOException {
        Outcome outcome = run("bridge");

        assertThat(outcome.drains())
                .extracting(Drain::variant)
                .containsExactly("subscriber", "bridge");
        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains("bridge.bridge.vs-subscriber");
    }

    @Test
    void timescaleWritesTheSameRowsInEveryVariant() throws IOException {
        Outcome outcome = run("timescale");

        assertThat(outcome.drains())
                .extracting(Drain::variant)
                .contains("copy-fresh", "writer-redelivered", "flink-jdbc-redelivered-client");
        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains(
                        "timescale.writer-fresh.vs-copy-fresh",
                        "timescale.writer-fresh.vs-copy-fresh.wall");
    }

    @Test
    void windowsGiveTheSameRowsAsTheTextbooks() throws IOException {
        Outcome outcome = run("windows");

        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains(
                        "windows.aggregate.speed-up-on-textbook",
                        "windows.month-aggregate.speed-up-on-month-textbook");
    }

    @Test
    void presenceMissesWhoeverFallsSilent() throws IOException {
        Outcome outcome = run("presence");

        assertThat(outcome.drains())
                .extracting(Drain::variant)
                .containsExactly("state-only", "presence");
        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains(
                        "presence.presence.vs-state-only",
                        "presence.storm.lateness-p99",
                        "presence.storm.longest-second");
    }

    @Test
    void sinkAndWritersWriteTheSameHour() throws IOException {
        Run run =
                new Run(
                        directory,
                        OptionalLong.empty(),
                        0,
                        1,
                        true,
                        List.of(),
                        Optional.empty(),
                        line -> System.out.println(line));
        Outcome outcome = Benchmarks.named("parquet").orElseThrow().run(run);

        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains(
                        "parquet.sink.speed-up-on-parquet-writer",
                        "parquet.device-hour.of-day",
                        "parquet.size.avro-zstd");
        assertThat(outcome.ok()).isTrue();
    }

    @Test
    void rolloutCostsWhatItsFloorDoesAndMore() throws IOException {
        // three records of each device
        Outcome outcome = run("rollout", RECORDS - 1, "heap-rollout", "rocksdb-rollout");

        assertThat(outcome.drains())
                .extracting(Drain::variant)
                .containsExactly("heap-rollout", "heap-floor", "rocksdb-rollout", "rocksdb-floor");
        assertThat(outcome.comparisons()).hasSize(2);
    }

    private Outcome run(String benchmark) throws IOException {
        return run(benchmark, RECORDS);
    }

    private Outcome run(String benchmark, long drained, String... variants) throws IOException {
        Run run =
                new Run(
                        directory,
                        OptionalLong.of(RECORDS),
                        0,
                        1,
                        true,
                        List.of(variants),
                        Optional.empty(),
                        line -> System.out.println(line));
        Outcome outcome = Benchmarks.named(benchmark).orElseThrow().run(run);

        assertThat(outcome.drains())
                .allSatisfy(drain -> assertThat(drain.sample().records()).isEqualTo(drained));
        assertThat(outcome.ok()).isTrue();
        return outcome;
    }
}
