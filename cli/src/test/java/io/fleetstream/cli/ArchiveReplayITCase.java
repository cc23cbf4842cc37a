package io.fleetstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.archive.TestArchive;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as typed, against a real Kafka and a real schema registry. */
class ArchiveReplayITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path archive;

    @Test
    void feedsAnArchivedHourBackAsOftenAsItIsAsked() throws Exception {
        Cluster cluster =
                Cluster.at(SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url());
        TopicProvisioner.create(
                cluster.bootstrapServers(), OptionalInt.of(4), OptionalInt.of(1), true);
        TestArchive.readings(archive);
        TestArchive.raw(archive);

        for (int i = 0; i < 2; i++) {
            assertThat(run(cluster, "--replay-id", "back")).as(err.toString()).isZero();
            assertThat(run(cluster, "--dataset", "raw")).as(err.toString()).isZero();
        }

        assertThat(out.toString()).contains("3 records replayed, replay id back");
        assertThat(err.toString()).contains("2026-03-01T12:00:00Z: hour 1 of 1, 3 records");
        List<String> places = new ArrayList<>();
        new TopicScan(cluster)
                .visit(
                        Topics.TELEMETRY_RAW,
                        record ->
                                places.add(
                                        new String(
                                                record.headers()
                                                        .lastHeader("replayed-from")
                                                        .value(),
                                                UTF_8)));
        assertThat(places).hasSize(6);
        assertThat(Set.copyOf(places)).as("identities").hasSize(3);
        List<Reading> readings = new ArrayList<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.TELEMETRY_READINGS,
                            record -> {
                                assertThat(record.headers().lastHeader("replay-id").value())
                                        .isEqualTo("back".getBytes(UTF_8));
                                readings.add(codec.decode(record.value(), Reading.class));
                            });
        }
        assertThat(readings).hasSize(6);
        assertThat(Set.copyOf(readings)).as("identities").hasSize(3);
    }

    private int run(Cluster cluster, String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "archive",
                                "replay",
                                "--parquet",
                                archive.toString(),
                                "--kafka-bootstrap-servers",
                                cluster.bootstrapServers(),
                                "--schema-registry",
                                cluster.registryUrl()));
        all.addAll(List.of(arguments));
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return fleet.execute(all.toArray(String[]::new));
    }
}
