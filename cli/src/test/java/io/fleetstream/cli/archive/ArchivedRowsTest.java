package io.fleetstream.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.TimeSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedRowsTest {
    private static final ArchiveRange ALL =
            new ArchiveRange(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    @TempDir private Path root;

    @Test
    void becomeTheReadingsTheyWere() throws Exception {
        List<Reading> readings = readings(ALL, Set.of());

        assertThat(readings)
                .extracting(Reading::getDeviceId, reading -> reading.getMetrics().size())
                .containsExactly(tuple("d1", 2), tuple("d1", 2), tuple("d2", 1));
        Reading first = readings.get(0);
        assertThat(first.getEventTime()).isEqualTo(Instant.parse("2026-03-01T12:00:00.000001Z"));
        assertThat(first.getDeviceTime()).isEqualTo(first.getEventTime().plusSeconds(2));
        assertThat(first.getTimeSource()).isEqualTo(TimeSource.CORRECTED);
        assertThat(first.getClockOffsetMicros()).isEqualTo(2_000_000L);
        assertThat(first.getSourcePartition()).isEqualTo(3);
        assertThat(first.getSourceOffset()).isEqualTo(100);
        assertThat(first.getModel()).isNull();
        assertThat(first.getFlags()).containsExactly(ReadingFlag.SKEWED, ReadingFlag.LATE);
        assertThat(first.getMetrics().get(1).getName()).isEqualTo("b");
        assertThat(first.getMetrics().get(1).getQuality()).isEqualTo(Quality.BAD);
        assertThat(first.getMetrics().get(1).getQualityReason())
                .isEqualTo(QualityReason.OUT_OF_RANGE);
        assertThat(first.getMetrics().get(0).getSummary().getCount()).isEqualTo(5);
        assertThat(first.getMetrics().get(0).getSummary().getStd()).isNull();
    }

    @Test
    void areChosenByDeviceAndTime() throws Exception {
        assertThat(readings(ALL, Set.of("d2", "it's"))).hasSize(1);
        ArchiveRange later =
                new ArchiveRange(
                        Set.of(),
                        Set.of(),
                        Optional.of(Instant.parse("2026-03-01T12:00:30Z")),
                        Optional.of(Instant.parse("2026-03-01T12:02:00Z")));
        assertThat(readings(later, Set.of())).extracting(Reading::getSequence).containsExactly(1L);
    }

    @Test
    void becomeTheMessagesTheyWere() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Path file = TestArchive.raw(root);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                ArchiveReplay.sql(Dataset.RAW, List.of(file), ALL, Set.of()))) {
            while (rows.next()) {
                records.add(RawRecords.of(rows, "again", 4));
            }
        }

        assertThat(records).hasSize(3);
        ProducerRecord<byte[], byte[]> plain = records.get(0);
        assertThat(plain.partition()).isZero();
        assertThat(plain.key()).isEqualTo("d1".getBytes(UTF_8));
        assertThat(plain.value()).isEqualTo(new byte[] {1, (byte) 0xff});
        assertThat(header(plain, "received-at")).isEqualTo("1772366400000007");
        assertThat(header(plain, "mqtt.topic")).isEqualTo("acme/berlin/thermostat/d1/reading");
        assertThat(header(plain, "user.x")).isEqualTo("ü");
        assertThat(plain.headers().lastHeader("y").value()).isNull();
        assertThat(header(plain, "replayed-from")).isEqualTo("telemetry.raw/0/7/0");
        assertThat(header(plain, "replay-id")).isEqualTo("again");
        assertThat(records.get(1).key()).isEqualTo(new byte[] {(byte) 0xfe});
        assertThat(records.get(1).headers().lastHeader("z").value())
                .isEqualTo(new byte[] {(byte) 0xff});
        assertThat(records.get(2).key()).isNull();
        assertThat(records.get(2).value()).isNull();
        assertThat(records.get(2).partition()).as("there are four now").isNull();
    }

    private List<Reading> readings(ArchiveRange range, Set<String> devices) throws Exception {
        Path file = TestArchive.readings(root);
        List<Reading> readings = new ArrayList<>();
        ReadingMaker maker = new ReadingMaker();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                ArchiveReplay.sql(
                                        Dataset.READINGS, List.of(file), range, devices))) {
            while (rows.next()) {
                Optional.ofNullable(maker.take(rows)).ifPresent(readings::add);
            }
        }
        Optional.ofNullable(maker.finish()).ifPresent(readings::add);
        return readings;
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
