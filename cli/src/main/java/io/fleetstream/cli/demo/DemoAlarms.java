package io.fleetstream.cli.demo;

import io.fleetstream.cli.alarm.RuleShelf;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Topics;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The alarms of the demo: rules a person would write for these types of devices, and what they
 * found of the anomalies the emulator put in.
 */
final class DemoAlarms {
    private static final List<String> RULES =
            List.of(
                    "cargo-temperature",
                    "meter-frequency",
                    "meter-power",
                    "meter-voltage",
                    "motor-overheating",
                    "motor-speed",
                    "motor-temperature",
                    "motor-vibration",
                    "room-humidity",
                    "room-temperature",
                    "silent");

    private final Cluster cluster;
    private final Outputs outputs;
    private final Path directory;

    DemoAlarms(Cluster cluster, Outputs outputs, Path directory) {
        this.cluster = cluster;
        this.outputs = outputs;
        this.directory = directory;
    }

    /** Applies the rules, from files that stay for whoever wants to look. */
    int apply() throws IOException {
        Path rules = Files.createDirectories(directory.resolve("rules"));
        List<Path> files = new ArrayList<>();
        for (String rule : RULES) {
            files.add(copy("rules/" + rule + ".yaml", rules));
        }
        return new RuleShelf(cluster, Instant.now()).apply(files, "demo").size();
    }

    /** What stands in topic and tables, and how it compares with what the emulator did. */
    DemoAlarmCounts counts(Path labels) throws IOException, SQLException {
        Set<AlarmEvent> events = new HashSet<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ALARMS,
                            record -> events.add(codec.decode(record.value(), AlarmEvent.class)));
        }
        List<Object> rows =
                outputs.query(
                                "SELECT (SELECT count(*) FROM alarms), (SELECT count(*) FROM"
                                        + " alarm_events)")
                        .rows()
                        .get(0);
        return new DemoAlarmCounts(
                events.stream().map(AlarmEvent::getAlarmId).distinct().count(),
                ((Number) rows.get(0)).longValue(),
                events.size(),
                ((Number) rows.get(1)).longValue(),
                DetectionScore.of(
                        DetectionScore.labels(labels),
                        events.stream().filter(DemoAlarms::isAboutAnomalies).toList()));
    }

    /** Motors that get firmware have no anomalies but those of their image. */
    private static boolean isAboutAnomalies(AlarmEvent event) {
        return !event.getDeviceId().startsWith(DemoFleet.MOTOR_PREFIX);
    }

    private static Path copy(String resource, Path to) throws IOException {
        try (InputStream in = DemoAlarms.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            Path file = to.resolve(Path.of(resource).getFileName());
            Files.write(file, in.readAllBytes());
            return file;
        }
    }
}
