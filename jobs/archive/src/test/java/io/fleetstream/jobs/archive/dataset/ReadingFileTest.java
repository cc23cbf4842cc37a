package io.fleetstream.jobs.archive.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.ArchiveSettings;
import io.fleetstream.connectors.parquet.Publisher;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Stager;
import io.fleetstream.jobs.common.ReadingRows;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others find in a file: rows as they were, in order, and of one device without the rest. */
class ReadingFileTest {
    private static final long SEED = 20261121;
    private static final int DEVICES = 1_000;
    private static final int MINUTES = 60;

    @TempDir private Path archive;

    @Test
    void givesBackEveryColumnToWhoeverReadsAvro() throws IOException {
        List<ReadingRow> rows = new ArrayList<>();
        ReadingRow full = row("d1", 0, new Random(SEED));
        full.setQualityReason("OUT_OF_RANGE");
        full.setSentUnit("[degF]");
        full.setSampleCount(3L);
        full.setSampleMin(-1.5);
        full.setSampleMax(Double.MAX_VALUE);
        full.setSampleStd(0.0);
        full.setWindowMicros(60_000_000L);
        full.setFlags("LATE,RESET");
        full.setModel("m");
        full.setFirmware("f");
        rows.add(full);
        rows.add(row("d2", 1, new Random(SEED)));

        Path file = write(rows);

        assertThat(read(new LocalInputFile(file), FilterCompat.NOOP)).isEqualTo(rows);
    }

    @Test
    void readsOneDeviceOfAThousandInATwentiethOfTheBytes() throws IOException {
        Path file = write(hour());
        CountingFile counting = new CountingFile(file);

        List<ReadingRow> own =
                read(
                        counting,
                        FilterCompat.get(
                                FilterApi.eq(
                                        FilterApi.binaryColumn("device_id"),
                                        Binary.fromString("d500"))));

        double share = (double) counting.read() / Files.size(file);
        System.out.printf(
                "an hour of %d devices: %d bytes, %.2f a row; one device: %.2f %%%n",
                DEVICES,
                Files.size(file),
                Files.size(file) / (2.0 * DEVICES * MINUTES),
                100 * share);
        assertThat(own)
                .hasSize(2 * MINUTES)
                .allMatch(row -> row.getDeviceId().equals("d500"))
                .isSortedAccordingTo(new ReadingRowType().withinDevice());
        assertThat(share).isLessThanOrEqualTo(0.05);
    }

    @Test
    void tellsWhichDevicesARowGroupHas() throws IOException {
        List<ReadingRow> rows = new ArrayList<>(hour());
        rows.addAll(hour());
        Path file = write(rows);
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            ParquetMetadata footer = reader.getFooter();
            assertThat(footer.getBlocks()).hasSize(2);
            BlockMetaData first = footer.getBlocks().get(0);
            BlockMetaData second = footer.getBlocks().get(1);
            Binary last = (Binary) first.getColumns().get(1).getStatistics().genericGetMax();
            Binary next = (Binary) second.getColumns().get(1).getStatistics().genericGetMin();
            assertThat(last.toStringUsingUTF8()).isLessThanOrEqualTo(next.toStringUsingUTF8());
        }
    }

    @Test
    void isReadByDuckDb() throws IOException, SQLException {
        write(hour());
        String files = archive.resolve("readings/**/*.parquet").toString();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet answer =
                        statement.executeQuery(
                                "SELECT count(*), count(DISTINCT device_id), min(time)::VARCHAR,"
                                        + " any_value(dt)::VARCHAR, sum(sequence)"
                                        + " FROM read_parquet('"
                                        + files
                                        + "', hive_partitioning = true) WHERE org = 'acme'")) {
            answer.next();
            assertThat(answer.getLong(1)).isEqualTo(2L * DEVICES * MINUTES);
            assertThat(answer.getLong(2)).isEqualTo(DEVICES);
            assertThat(answer.getString(4)).isEqualTo("2026-03-01");
            assertThat(answer.getLong(5)).isEqualTo(2L * DEVICES * (MINUTES - 1) * MINUTES / 2);
        }
    }

    private static List<ReadingRow> hour() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<ReadingRow> rows = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int device = 0; device < DEVICES; device++) {
                rows.addAll(rows("d" + device, minute, random));
            }
        }
        return rows;
    }

    private static ReadingRow row(String device, int minute, Random random) {
        return rows(device, minute, random).get(0);
    }

    private static List<ReadingRow> rows(String device, int minute, Random random) {
        return ReadingRows.of(
                TestReadings.reading(device)
                        .at(
                                TestReadings.NOON
                                        .plusSeconds(60L * minute)
                                        .plusMillis(random.nextInt(1_000)))
                        .sequence(minute)
                        .source(random.nextInt(24), random.nextInt(1 << 30), 0)
                        .metric("humidity", 40 + random.nextInt(10), "%")
                        .metric("temperature", random.nextInt(3_000) / 100.0, "Cel")
                        .build());
    }

    private Path write(List<ReadingRow> rows) throws IOException {
        ArchiveSettings settings =
                new ArchiveSettings(archive.toUri(), "test", 1, 1L << 30, 1, 1, 1, false);
        String staging = archive.toUri() + "_staging/";
        Stager<ReadingRow> stager =
                new Stager<>(
                        new ReadingRowType(),
                        1,
                        Long.MAX_VALUE,
                        () -> new org.apache.flink.core.fs.Path(staging + UUID.randomUUID()),
                        () -> 0);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            stager.add(rows.get(i));
            if (i % 30_000 == 29_999) {
                stager.flush().forEach(sections::addAll);
            }
        }
        stager.flush().forEach(sections::addAll);
        ArchivedFile file = new Publisher(new ReadingRowType(), settings).publish(sections);
        return archive.resolve(file.getPath());
    }

    private static List<ReadingRow> read(InputFile file, FilterCompat.Filter filter)
            throws IOException {
        List<ReadingRow> rows = new ArrayList<>();
        try (ParquetReader<ReadingRow> reader =
                AvroParquetReader.<ReadingRow>builder(file, new PlainParquetConfiguration())
                        .withDataModel(SpecificData.getForClass(ReadingRow.class))
                        .withFilter(filter)
                        .build()) {
            for (ReadingRow row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
