package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows that come again when their chunk has been compressed; needs a real TimescaleDB. */
class CompressedChunkITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    private static final String COMPRESSED =
            "SELECT bool_and(is_compressed)::text FROM timescaledb_information.chunks WHERE"
                    + " hypertable_name = 'chunked'";

    /** Rows that lie beside the compressed ones, because they were unpacked or are new. */
    private static final String UNPACKED =
            "SELECT sum(pg_relation_size(format('%I.%I', chunk_schema, chunk_name)))::text FROM"
                    + " timescaledb_information.chunks WHERE hypertable_name = 'chunked'";

    private SampleTable table;

    @BeforeEach
    void createCompressed() throws Exception {
        table = SampleTable.of(SANDBOX.postgres(), Sample.table("chunked"));
        assumeThat(
                        table.ask(
                                "SELECT count(*) FROM pg_available_extensions WHERE name ="
                                        + " 'timescaledb'"))
                .as("TimescaleDB; name a server that has it in FLEET_POSTGRES_URL")
                .isEqualTo("1");
        table.run("CREATE EXTENSION IF NOT EXISTS timescaledb");
        table.run("DROP TABLE IF EXISTS chunked");
        table.run(
                "CREATE TABLE chunked (time timestamptz NOT NULL, device text NOT NULL, value"
                        + " double precision NOT NULL, note text, revision integer NOT NULL)");
        table.run(
                "SELECT create_hypertable('chunked', by_range('time', INTERVAL '1 day'),"
                        + " create_default_indexes => false)");
        table.run("CREATE UNIQUE INDEX ON chunked (time, device)");
        table.run(
                "ALTER TABLE chunked SET (timescaledb.compress, timescaledb.compress_segmentby ="
                        + " 'device', timescaledb.compress_orderby = 'time')");
        table.write(table.writer(), samples(0, 5_000));
        table.run("SELECT compress_chunk(c) FROM show_chunks('chunked') c");
        assertThat(table.ask(COMPRESSED)).isEqualTo("true");
        assertThat(table.ask(UNPACKED)).isEqualTo("0");
    }

    @Test
    void unpacksNothingForRowsThatComeAgain() throws Exception {
        BatchWriter<Sample> writer = table.writer();

        WriteResult<Sample> result = table.write(writer, samples(0, 5_000));

        assertThat(result.changed()).isZero();
        assertThat(table.ask(UNPACKED)).isEqualTo("0");
        assertThat(table.rows()).isEqualTo(samples(0, 5_000));
    }

    @Test
    void findsByCopyThatRowsAreThereAndLeavesThemAlone() throws Exception {
        BatchWriter<Sample> writer = table.writer();
        table.write(writer, samples(5_000, 5_001));
        table.write(writer, samples(5_001, 5_002));

        WriteResult<Sample> result = table.write(writer, samples(0, 1_000));

        assertThat(result.copied()).isZero();
        assertThat(result.upserted()).isEqualTo(1_000);
        assertThat(result.changed()).isZero();
        assertThat(table.rows()).isEqualTo(samples(0, 5_002));
    }

    @Test
    void changesTheRowsThatDifferAndAddsTheNew() throws Exception {
        List<Sample> rows = new ArrayList<>(samples(4_990, 5_010));
        rows.set(3, rows.get(3).value(-1));

        WriteResult<Sample> result = table.write(table.writer(), rows);

        assertThat(result.changed()).isEqualTo(11);
        List<Sample> expected = new ArrayList<>(samples(0, 5_010));
        expected.set(4_993, rows.get(3));
        assertThat(table.rows()).isEqualTo(expected);
    }

    /** Each change unpacks a batch of 1,000 rows: more than TimescaleDB allows by itself. */
    @Test
    void changesARowOfEachOfManyDevicesInOneTransaction() throws Exception {
        int devices = 150;
        table.run("TRUNCATE chunked");
        table.run(
                "INSERT INTO chunked SELECT s.time, 'd' || d, s.value, s.note, 0 FROM ("
                        + "SELECT timestamptz '2026-03-01Z' + n * INTERVAL '1 second' AS time,"
                        + " n AS value, NULL AS note FROM generate_series(0, 1999) AS n) AS s,"
                        + " generate_series(1, "
                        + devices
                        + ") AS d");
        table.run("SELECT compress_chunk(c) FROM show_chunks('chunked') c");
        List<Sample> changed =
                IntStream.rangeClosed(1, devices)
                        .mapToObj(
                                d ->
                                        new Sample(
                                                Instant.parse("2026-03-01T00:16:40Z"),
                                                "d" + d,
                                                -1,
                                                null,
                                                0))
                        .toList();

        assertThat(table.write(table.writer(), changed).changed()).isEqualTo(devices);
        assertThat(table.ask("SELECT count(*) FROM chunked WHERE value = -1"))
                .isEqualTo(String.valueOf(devices));
        assertThat(table.ask("SELECT count(*) FROM chunked")).isEqualTo("300000");
    }

    private static List<Sample> samples(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Sample.at(i, "d" + i % 10)).toList();
    }
}
