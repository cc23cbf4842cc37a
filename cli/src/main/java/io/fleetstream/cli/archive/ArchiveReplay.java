package io.fleetstream.cli.archive;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Feeds archived rows back into Kafka, hour by hour. Every record keeps its identity, so whoever
 * stores stores it once, however often it is replayed: one that was interrupted is simply started
 * again, or from the hour it had come to.
 */
public final class ArchiveReplay {
    private final LocalArchive archive;
    private final Cluster cluster;
    private final String replayId;

    /**
     * @param replayId name of the replay, in the header of every record
     */
    public ArchiveReplay(LocalArchive archive, Cluster cluster, String replayId) {
        this.archive = archive;
        this.cluster = cluster;
        this.replayId = replayId;
    }

    /** What can be sent. */
    private interface Source {
        /** Sends the rows of the answer, and says how many records they were. */
        long send(ResultSet rows, RecordSender sender) throws SQLException, IOException;
    }

    /**
     * Sends {@code readings} to {@code telemetry.readings}, or {@code raw} to {@code
     * telemetry.raw}; returns when Kafka has them.
     *
     * @param devices the only devices; all if empty
     * @param progress takes a line for each hour
     * @return how many records were sent
     */
    public long send(
            Dataset dataset, ArchiveRange range, Set<String> devices, Consumer<String> progress)
            throws IOException, SQLException {
        Map<Instant, List<Path>> hours = new TreeMap<>();
        for (ArchiveEntry entry : archive.list(range.of(dataset))) {
            hours.computeIfAbsent(entry.hour(), hour -> new ArrayList<>()).add(entry.path());
        }
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        long sent = 0;
        int done = 0;
        try (Connection files = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = files.createStatement();
                AvroCodec codec = new AvroCodec(cluster.registryUrl());
                RecordSender sender = new RecordSender(cluster)) {
            statement.execute("SET memory_limit='512MB'; SET threads=2");
            Source source = dataset == Dataset.RAW ? raw(sender) : readings(codec);
            for (Map.Entry<Instant, List<Path>> hour : hours.entrySet()) {
                try (ResultSet rows =
                        statement.executeQuery(sql(dataset, hour.getValue(), range, devices))) {
                    sent += source.send(rows, sender);
                }
                sender.flush();
                done++;
                progress.accept(
                        String.format(
                                "%s: hour %d of %d, %,d records",
                                hour.getKey(), done, hours.size(), sent));
            }
        }
        return sent;
    }

    private Source raw(RecordSender sender) throws IOException {
        int partitions = sender.partitions(Topics.TELEMETRY_RAW);
        return (rows, to) -> {
            long records = 0;
            while (rows.next()) {
                to.send(RawRecords.of(rows, replayId, partitions));
                records++;
            }
            return records;
        };
    }

    private Source readings(AvroCodec codec) {
        return (rows, to) -> {
            ReadingMaker maker = new ReadingMaker();
            long records = 0;
            while (rows.next()) {
                Reading complete = maker.take(rows);
                if (complete != null) {
                    to.send(record(complete, codec));
                    records++;
                }
            }
            Reading last = maker.finish();
            if (last != null) {
                to.send(record(last, codec));
                records++;
            }
            return records;
        };
    }

    private ProducerRecord<byte[], byte[]> record(Reading reading, AvroCodec codec)
            throws IOException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.TELEMETRY_READINGS,
                        reading.getDeviceId().getBytes(StandardCharsets.UTF_8),
                        codec.encode(Topics.TELEMETRY_READINGS, reading));
        record.headers().add(RecordHeaders.REPLAY_ID, replayId.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    static String sql(Dataset dataset, List<Path> files, ArchiveRange range, Set<String> devices) {
        String order = dataset == Dataset.RAW ? RawRecords.ORDER : ReadingMaker.ORDER;
        return sql(dataset, files, range, devices, order);
    }

    static String sql(
            Dataset dataset,
            List<Path> files,
            ArchiveRange range,
            Set<String> devices,
            String order) {
        boolean raw = dataset == Dataset.RAW;
        String time = raw ? "received_at" : "time";
        List<String> conditions = new ArrayList<>();
        range.from().ifPresent(at -> conditions.add(time + " >= TIMESTAMPTZ '" + at + "'"));
        range.to().ifPresent(at -> conditions.add(time + " < TIMESTAMPTZ '" + at + "'"));
        if (!devices.isEmpty()) {
            conditions.add("device_id IN (" + texts(devices) + ")");
        }
        if (raw && !range.orgs().isEmpty()) {
            conditions.add("split_part(mqtt_topic, '/', 1) IN (" + texts(range.orgs()) + ")");
        }
        return "SELECT "
                + (raw ? RawRecords.COLUMNS : ReadingMaker.COLUMNS)
                + " FROM read_parquet(["
                + texts(files.stream().map(Path::toString).collect(Collectors.toList()))
                + "], hive_partitioning = false, union_by_name = true)"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY "
                + order;
    }

    private static String texts(Collection<String> texts) {
        return texts.stream()
                .map(text -> "'" + text.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
    }
}
