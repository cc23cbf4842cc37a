package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator in Flink's harness, against a real PostgreSQL. */
// closing a harness may be interrupted; nobody interrupts a test
@SuppressWarnings("try")
class WriteTableOperatorITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void writesABatchThatIsNotFullWhenItIsOldEnough() throws Exception {
        SampleTable table = create("aged");
        try (var harness = harness(table)) {
            harness.open();
            harness.setProcessingTime(1_000);
            send(harness, samples(0, 10));
            harness.setProcessingTime(1_099);
            assertThat(table.rows()).isEmpty();

            harness.setProcessingTime(1_100);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(table.rows()).isEqualTo(samples(0, 10)));
        }
    }

    @Test
    void writesAllRowsAndTellsOfTheRefusedBeforeTheBarrier() throws Exception {
        SampleTable table = create("checkpointed");
        try (var harness = harness(table)) {
            harness.open();
            send(harness, samples(0, 2_500));
            send(harness, List.of(Sample.at(3_000, "x\0")));
            send(harness, List.of(new Sample(Instant.MAX, "far", 0, "", 0)));
            send(harness, samples(2_500, 2_600));

            harness.prepareSnapshotPreBarrier(1);

            assertThat(table.rows()).isEqualTo(samples(0, 2_600));
            assertThat(harness.extractOutputValues())
                    .containsExactlyInAnyOrder(
                            "x\0: SQLSTATE 22021, table checkpointed, column device",
                            "far: SQLSTATE 22008, table checkpointed, column time");
        }
    }

    @Test
    void writesTheRestAtTheEndOfItsInput() throws Exception {
        SampleTable table = create("ended");
        try (var harness = harness(table)) {
            harness.open();
            send(harness, samples(0, 7));

            harness.endInput();

            assertThat(table.rows()).isEqualTo(samples(0, 7));
        }
    }

    @Test
    void failsTheTaskWhereOnlyAPersonCanHelp() throws Exception {
        SampleTable table = SampleTable.of(SANDBOX.postgres(), Sample.table("never_made"));
        try (var harness = harness(table)) {
            harness.open();
            send(harness, samples(0, 1));

            assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
                    .hasStackTraceContaining("table never_made cannot be written")
                    .hasRootCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void endsAtOnceWhileItWaitsForTheDatabase() throws Exception {
        SampleTable table = create("cancelled");
        try (CuttingProxy nobody = new CuttingProxy("127.0.0.1", 1)) {
            PostgresSettings settings =
                    table.settings(
                            "jdbc:postgresql://127.0.0.1:" + nobody.port() + "/fleet",
                            Duration.ofMinutes(10));
            var harness = harness(table, settings);
            harness.open();
            harness.setProcessingTime(1_000);
            send(harness, samples(0, 10));
            harness.setProcessingTime(2_000);
            long start = System.nanoTime();

            harness.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        }
    }

    private static OneInputStreamOperatorTestHarness<Sample, String> harness(SampleTable table)
            throws Exception {
        return harness(table, table.settings(Duration.ofSeconds(30)));
    }

    private static OneInputStreamOperatorTestHarness<Sample, String> harness(
            SampleTable table, PostgresSettings settings) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new WriteTableFactory<>(
                        table.table(),
                        settings,
                        (row, rejection) -> row.device() + ": " + rejection.describe()));
    }

    private static void send(
            OneInputStreamOperatorTestHarness<Sample, String> harness, List<Sample> rows)
            throws Exception {
        for (Sample row : rows) {
            harness.processElement(row, 0);
        }
    }

    private static List<Sample> samples(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Sample.at(i, "d" + i)).toList();
    }

    private static SampleTable create(String name) throws SQLException {
        return SampleTable.create(SANDBOX.postgres(), Sample.table(name));
    }
}
