package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a writer makes of batches, against a real PostgreSQL. */
class BatchWriterITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    @Test
    void writesFreshRowsByUpsertAtFirstAndThenByCopy() throws Exception {
        SampleTable table = create(Sample.table("fresh"));
        BatchWriter<Sample> writer = table.writer();

        assertThat(table.write(writer, samples(0, 100)).upserted()).isEqualTo(100);
        assertThat(table.write(writer, samples(100, 200)).upserted()).isEqualTo(100);
        assertThat(table.write(writer, samples(200, 300)).copied()).isEqualTo(100);

        assertThat(table.rows()).isEqualTo(samples(0, 300));
    }

    @Test
    void leavesRowsAloneThatComeAgain() throws Exception {
        SampleTable table = create(Sample.table("redelivered"));
        BatchWriter<Sample> writer = table.writer();
        for (int i = 0; i < 4; i++) {
            table.write(writer, samples(100 * i, 100 * i + 100));
        }
        String before = table.fingerprint();

        WriteResult<Sample> byWriterThatCopies = table.write(writer, samples(0, 400));
        WriteResult<Sample> afterRestart = table.write(table.writer(), samples(0, 400));

        assertThat(byWriterThatCopies.upserted()).isEqualTo(400);
        assertThat(byWriterThatCopies.changed()).isZero();
        assertThat(afterRestart.changed()).isZero();
        assertThat(table.fingerprint()).isEqualTo(before);
    }

    @Test
    void writesNoLogForRowsThatComeAgain() throws Exception {
        SampleTable table = create(Sample.table("logged"));
        BatchWriter<Sample> writer = table.writer();
        table.write(writer, samples(0, 5_000));
        String start = table.ask("SELECT pg_current_wal_insert_lsn()");

        for (int i = 0; i < 20; i++) {
            table.write(writer, samples(0, 5_000));
        }

        // 100,000 rows; a changed row is more than 100 bytes. The rest is the server's own.
        assertThat(
                        Long.parseLong(
                                table.ask(
                                        "SELECT (pg_current_wal_insert_lsn() - '"
                                                + start
                                                + "')::bigint")))
                .isLessThan(1_000_000);
    }

    @Test
    void writesTheNewAndTheChangedAmongRowsThatComeAgain() throws Exception {
        SampleTable table = create(Sample.table("mixed"));
        BatchWriter<Sample> writer = table.writer();
        for (int i = 0; i < 3; i++) {
            table.write(writer, samples(100 * i, 100 * i + 100));
        }
        List<Sample> again = samples(250, 350);
        again.set(0, again.get(0).value(-1));
        again.set(1, again.get(1).note(null));

        WriteResult<Sample> result = table.write(writer, again);

        assertThat(result.changed()).isEqualTo(52);
        List<Sample> expected = samples(0, 350);
        expected.set(250, again.get(0));
        expected.set(251, again.get(1));
        assertThat(table.rows()).isEqualTo(expected);
    }

    @Test
    void keepsTheLastOfTheRowsWithOneKeyInABatch() throws Exception {
        SampleTable table = create(Sample.table("doubled"));

        WriteResult<Sample> result =
                table.write(
                        table.writer(),
                        List.of(Sample.at(1, "a").value(1), Sample.at(1, "a").value(2)));

        assertThat(result.rows()).isOne();
        assertThat(table.rows()).containsExactly(Sample.at(1, "a").value(2));
    }

    @Test
    void neverReplacesARevisionByAnOlderOne() throws Exception {
        SampleTable table = create(Sample.revised("revised"));
        BatchWriter<Sample> writer = table.writer();
        table.write(writer, List.of(Sample.at(1, "a").revision(2).value(2)));
        String before = table.fingerprint();

        table.write(writer, List.of(Sample.at(1, "a").revision(1).value(1)));
        assertThat(table.fingerprint()).isEqualTo(before);

        table.write(writer, List.of(Sample.at(1, "a").revision(2).value(3)));
        table.write(writer, List.of(Sample.at(1, "a").revision(3).value(4)));
        table.write(
                writer,
                List.of(Sample.at(1, "a").revision(5).value(5), Sample.at(1, "a").revision(4)));
        assertThat(table.rows()).containsExactly(Sample.at(1, "a").revision(5).value(5));
    }

    @Test
    void setsAsideThePoisonousOfFiveThousandRowsInBothModes() throws Exception {
        SampleTable table = create(Sample.table("poisoned"));
        BatchWriter<Sample> writer = table.writer();
        List<Sample> byUpsert = poisoned(0);
        List<Sample> byCopy = poisoned(5_000);

        WriteResult<Sample> upserted = table.write(writer, byUpsert);
        table.write(writer, samples(20_000, 20_001));
        table.write(writer, samples(20_001, 20_002));
        WriteResult<Sample> copied = table.write(writer, byCopy);

        for (WriteResult<Sample> result : List.of(upserted, copied)) {
            assertThat(result.refused())
                    .extracting(RefusedRow::rejection)
                    .containsExactly(
                            new Rejection("23514", "poisoned", null, "sane"),
                            new Rejection("22021", "poisoned", "note", null));
        }
        assertThat(copied.copied()).isEqualTo(4_998);
        assertThat(upserted.refused())
                .extracting(refused -> refused.row().device())
                .containsExactly("d1234", "d4321");
        List<Sample> expected = samples(0, 10_000);
        expected.addAll(samples(20_000, 20_002));
        expected.removeIf(row -> row.device().matches("d[16]234|d[49]321") && row.value() < 20_000);
        assertThat(table.rows()).isEqualTo(expected);
    }

    @Test
    void refusesARowThatOnlyAnotherUniqueIndexRefuses() throws Exception {
        SampleTable table = create(Sample.table("unique_twice"));
        table.run("CREATE UNIQUE INDEX ON unique_twice_default (note)");

        WriteResult<Sample> result =
                table.write(
                        table.writer(),
                        List.of(Sample.at(1, "a"), Sample.at(2, "a"), Sample.at(3, "a").note("o")));

        assertThat(result.refused())
                .extracting(refused -> refused.rejection().sqlState())
                .containsExactly("23505");
        assertThat(table.rows()).hasSize(2);
    }

    @Test
    void failsClearlyWhereOnlyAPersonCanHelp() throws Exception {
        SampleTable missing = SampleTable.of(SANDBOX.postgres(), Sample.table("not_there"));
        assertThatThrownBy(() -> missing.write(missing.writer(), samples(0, 1)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
                .hasMessageContaining("not_there");

        SampleTable other = create(Sample.table("other_types"));
        other.run("ALTER TABLE other_types ALTER COLUMN value TYPE real, DROP COLUMN note");
        other.run("ALTER TABLE other_types ADD COLUMN more text NOT NULL");
        assertThatThrownBy(() -> other.write(other.writer(), samples(0, 1)))
                .hasMessageContaining("value is of type float4, expected float8")
                .hasMessageContaining("note is missing")
                .hasMessageContaining("more is never written, but may not be null");
    }

    @Test
    void waitsNoLongerThanItShould() throws Exception {
        SampleTable table = create(Sample.table("unreachable"));
        try (CuttingProxy nobody = new CuttingProxy("127.0.0.1", 1)) {
            BatchWriter<Sample> writer =
                    table.writer(
                            table.settings(
                                    "jdbc:postgresql://127.0.0.1:" + nobody.port() + "/fleet",
                                    Duration.ofSeconds(2)));

            assertThatThrownBy(() -> table.write(writer, samples(0, 1)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
        }
    }

    @Test
    void parallelWritersInOppositeOrderDoNotBlockEachOther() throws Exception {
        long seed = 20261121;
        System.out.println("seed " + seed);
        SampleTable table = create(Sample.table("contended"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                Random random = new Random(seed + w);
                Callable<Void> task =
                        () -> {
                            BatchWriter<Sample> writer = table.writer();
                            for (int i = 0; i < 20; i++) {
                                List<Sample> rows = samples(50 * i, 50 * i + 500);
                                Collections.shuffle(rows, random);
                                table.write(writer, rows);
                            }
                            return null;
                        };
                writers.add(threads.submit(task));
            }
            for (Future<Void> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(table.rows()).isEqualTo(samples(0, 1_450));
        assertThat(
                        table.ask(
                                "SELECT deadlocks FROM pg_stat_database WHERE datname ="
                                        + " current_database()"))
                .isEqualTo("0");
    }

    private static List<Sample> poisoned(int from) {
        List<Sample> rows = samples(from, from + 5_000);
        rows.set(1_234, rows.get(1_234).value(-666));
        rows.set(4_321, rows.get(4_321).note("a\0b"));
        return rows;
    }

    private static List<Sample> samples(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(i -> Sample.at(i, "d" + i)).toList());
    }

    private static SampleTable create(Table<Sample> table) throws SQLException {
        return SampleTable.create(SANDBOX.postgres(), table);
    }
}
