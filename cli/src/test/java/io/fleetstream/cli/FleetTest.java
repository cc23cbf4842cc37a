package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FleetTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "submit",
                "emulate",
                "query",
                "topics",
                "db",
                "registry",
                "models",
                "shadow",
                "command",
                "rules",
                "alarms",
                "prediction",
                "rollout",
                "firmware",
                "dead-letters",
                "archive"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage:").contains(command);
    }

    @Test
    void refusesAJobThatNoDeviceWouldGet(@TempDir Path directory) throws IOException {
        Path list = directory.resolve("list.json");
        Files.writeString(list, "[1]");
        Path good = directory.resolve("good.json");
        Files.writeString(good, "{}");
        assertThat(create("a b", "d1", good)).isEqualTo(2);
        assertThat(create("a", "d/1", good)).isEqualTo(2);
        assertThat(create("a", "d1", list)).isEqualTo(2);
        assertThat(create("a", "d1", good, "--weight", "1001")).isEqualTo(2);
        assertThat(create("a", "d1", good, "--timeout", "P8D")).isEqualTo(2);
        assertThat(create("a", "d1", good, "--timeout", "PT0.5S")).isEqualTo(2);
        assertThat(run("rollout", "create")).isEqualTo(2);
        assertThat(run("rollout", "create", good.toString(), "--id", "a")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(8);
    }

    @Test
    void tellsWhatIsWrongWithARolloutWithoutAStack(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("fw.yaml");
        Files.writeString(file, "rollout: fw\nbudget: 0\n");
        assertThat(run("rollout", "create", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("budget is '0', expected a whole number from 1");
        Files.writeString(
                file,
                """
                rollout: fw
                devices: device=*
                document: {}
                budget: 1
                preset: linear
                end: 2020-01-01T00:00:00Z
                """);
        assertThat(run("rollout", "create", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("end is 2020-01-01T00:00:00Z, expected a time to come");
        assertThat(run("up", "--artifact-url", "http://x/")).isEqualTo(2);
        assertThat(err.toString()).contains("only one is given");
    }

    @Test
    void runsOnlyJobsThatThereAre() {
        assertThat(run("up", "--jobs", "ingest,pipe")).isEqualTo(2);
        assertThat(err.toString()).contains("--jobs has 'pipe'; accepted, each once: ingest, ");
        assertThat(run("up", "--jobs", "shadow,shadow")).isEqualTo(2);
        assertThat(err.toString()).contains("--jobs has 'shadow'");
    }

    private int create(String id, String device, Path document, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "rollout",
                                "create",
                                "--id",
                                id,
                                "--device",
                                device,
                                "--document",
                                document.toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void expiresWhatIsOlderThanItsDatasetIsKept(@TempDir Path archive) throws IOException {
        Path old = archive.resolve("raw/dt=2020-01-01/hour=00/a.parquet");
        Path kept = archive.resolve("readings/org=acme/dt=2020-01-01/hour=00/a.parquet");
        for (Path file : List.of(old, kept)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "four");
        }
        String uri = archive.toString();

        assertThat(run("archive", "list", "--parquet", uri)).isZero();
        assertThat(out.toString()).contains("raw", "readings  acme  2020-01-01");
        assertThat(run("archive", "expire", "--parquet", uri, "--keep", "raw=P30D", "--dry-run"))
                .isZero();
        assertThat(out.toString()).contains("1 files, 4 bytes to delete; nothing is");
        assertThat(old).exists();
        assertThat(run("archive", "expire", "--parquet", uri, "--keep", "raw=P30D")).isZero();
        assertThat(old).doesNotExist();
        assertThat(kept).exists();
        assertThat(run("archive", "expire", "--parquet", uri)).isEqualTo(2);
        assertThat(run("archive", "expire", "--parquet", uri, "--keep", "raw=PT0S")).isEqualTo(2);
        assertThat(run("archive", "replay", "--parquet", uri, "--dataset", "aggregates"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("accepted: READINGS")
                .contains("no database is named: the table archived_files still has them");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(run("demo", "--devices", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--devices is 0; accepted: 1 to 300");
        assertThat(run("nonsense")).isEqualTo(2);
    }

    @Test
    void wrongUsageIsOneLineThatSaysWhatIsAccepted() {
        assertThat(run("submit", "no-such-job")).isEqualTo(2);
        assertThat(run("demo", "--duration", "15s")).isEqualTo(2);
        assertThat(run("topics", "create", "--replication", "many")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("fleet submit: no job 'no-such-job'; accepted:"))
                .anyMatch(line -> line.contains("'15s' is no duration; accepted: ISO-8601"))
                .anyMatch(line -> line.startsWith("fleet topics create: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    set d1                                     | give --desired
                    set d1 --desired {                         | --desired: no JSON
                    set d1 --desired [1]                       | neither a JSON object nor null
                    set d1 --reported {} --ttl PT1H            | --ttl is about --desired
                    set d1 --desired {} --ttl PT0S             | --ttl must be a positive duration
                    get a/b                                    | no device id
                    get d1 --name a/b                          | no name of a shadow
                    """)
    void saysWhatIsWrongWithARequestToAShadow(String arguments, String says) {
        assertThat(run(("shadow " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(says);
    }

    @Test
    void takesASectionFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), "{\"a b\": 1, }");

        assertThat(run("shadow", "set", "d1", "--desired", "@" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("--desired: no JSON").contains("line 1, column");
    }

    @Test
    void refusesIdsThatTheJobWouldRefuse() {
        String[] ids = {"", "a b", "caf\u00e9", "x".repeat(129)};
        for (String id : ids) {
            assertThat(
                            run(
                                    "command",
                                    "send",
                                    "--device",
                                    "d1",
                                    "--command",
                                    "reboot",
                                    "--command-id",
                                    id,
                                    "--dry-run"))
                    .as("'%s'", id)
                    .isEqualTo(2);
            assertThat(
                            run(
                                    "shadow",
                                    "bulk",
                                    "--selector",
                                    "device=*",
                                    "--desired",
                                    "{\"a\":1}",
                                    "--bulk-id",
                                    id,
                                    "--dry-run"))
                    .as("'%s'", id)
                    .isEqualTo(2);
        }
        assertThat(err.toString().lines())
                .hasSize(8)
                .allMatch(
                        line ->
                                line.contains(
                                        "expected 1 to 128 printable ASCII characters"
                                                + " without spaces"));
    }

    @Test
    void failureEndsWithOneAndOneLineThatSaysWhy() {
        assertThat(run("db", "migrate", "--url", "jdbc:nonsense")).isEqualTo(1);
        assertThat(run("query", "--parquet", "nowhere", "SELECT 1 FROM parquet.readings"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("fleet db migrate: 'jdbc:nonsense' is no"))
                .anyMatch(line -> line.startsWith("fleet query: no archive at "));
    }

    @Test
    void failureSaysWhatBeganIt(@TempDir Path archive) {
        assertThat(
                        run(
                                "registry",
                                "list",
                                "--kafka-bootstrap-servers",
                                "nonsense",
                                "--schema-registry",
                                "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(
                        run(
                                "archive",
                                "expire",
                                "--parquet",
                                archive.toString(),
                                "--keep",
                                "raw=P1D",
                                "--url",
                                "nonsense"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("Invalid url in bootstrap.servers: nonsense"))
                .anyMatch(line -> line.contains("'nonsense' is no database; accepted: jdbc:"));
    }

    @Test
    void saysWhatTheCommandsOfTheRegistryAndOfDeadLettersAccept() {
        assertThat(run("registry", "import", "d.csv", "--valid-from", "noon")).isEqualTo(2);
        assertThat(run("dead-letters", "list", "--reason", "BAD_LUCK")).isEqualTo(2);
        assertThat(run("dead-letters", "list", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("dead-letters", "show", "17")).isEqualTo(2);
        assertThat(run("dead-letters", "replay", "--rate", "fast")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("'noon' is no time; accepted: ISO-8601"))
                .anyMatch(line -> line.contains("expected one of [UNSPECIFIED, TOO_LARGE"))
                .anyMatch(line -> line.contains("'yesterday' is no time; accepted: ISO-8601"))
                .anyMatch(line -> line.contains("'17' is no id; accepted: topic/partition"))
                .anyMatch(line -> line.contains("--rate is 'fast'; accepted: such as 500/s"));
    }

    @Test
    void listsTheTopicCatalogue() {
        assertThat(run("topics", "list")).isZero();
        assertThat(out.toString()).contains("telemetry.readings");
    }

    @Test
    void listsTheSampleQueries() {
        assertThat(run("query", "--samples")).isZero();
        assertThat(out.toString()).contains("08-hottest-sites", "Which devices went silent?");
    }

    @Test
    void saysWhatAQueryNeeds() {
        assertThat(run("query")).isEqualTo(2);
        assertThat(run("query", "--sample", "nothing")).isEqualTo(2);
        assertThat(run("query", "--sample", "fleet-health", "--on", "PARQUET")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("give one of SQL, --sample NAME and --samples"))
                .anyMatch(line -> line.contains("no sample called nothing; see --samples"))
                .anyMatch(line -> line.contains("the Parquet files cannot answer 02-fleet-health"));
    }

    private int run(String... arguments) {
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return fleet.execute(arguments);
    }
}
