package io.fleetstream.bridge.it;

import io.fleetstream.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The shaded jar as a process of its own; its log goes to {@code target/bridge-NAME.log}. */
final class BridgeUnderTest implements AutoCloseable {
    private static final Path JAR = Path.of("target", "fleet-mqtt-kafka-bridge.jar");
    private static final String ENDPOINT = "HTTP ";
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final String name;
    private final Path config;
    private String mqttUrl;
    private String heap = "-Xmx128m";
    private Process process;
    private String url;

    /** Takes the YAML that differs from the defaults; not started yet. */
    BridgeUnderTest(Sandbox sandbox, String name, String yaml) throws IOException {
        this.sandbox = sandbox;
        this.name = name;
        this.mqttUrl = sandbox.mqtt().url();
        this.config = Path.of("target", "bridge-" + name + ".yaml");
        Files.writeString(config, yaml);
    }

    /** Another broker than the sandbox's. */
    BridgeUnderTest mqtt(String url) {
        mqttUrl = url;
        return this;
    }

    /** Another heap than 128 MB, as an option of the JVM. */
    BridgeUnderTest heap(String option) {
        heap = option;
        return this;
    }

    /** Starts the process and waits until it is connected to both sides. */
    BridgeUnderTest start() throws IOException {
        launch();
        awaitUp();
        return this;
    }

    /** Starts the process and waits for its endpoint only. */
    void launch() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                heap,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                // a killed one leaves its native libraries there
                                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                                "-jar",
                                JAR.toString(),
                                "--config",
                                config.toString()));
        builder.environment()
                .putAll(
                        Map.of(
                                "FLEET_MQTT_URL",
                                mqttUrl,
                                "FLEET_KAFKA_BOOTSTRAP_SERVERS",
                                sandbox.kafka().bootstrapServers(),
                                "FLEET_HTTP_PORT",
                                "0",
                                "FLEET_CLIENT_ID",
                                name));
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "bridge-" + name + ".log").toFile()));
        process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith(ENDPOINT)) {
            throw new IOException("the bridge did not name its endpoint: " + line);
        }
        url = line.substring(ENDPOINT.length());
    }

    void awaitUp() {
        Awaitility.await()
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("/health").statusCode() == 200);
    }

    /** SIGKILL. */
    void kill() {
        close();
    }

    /** SIGTERM; waits for the end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the bridge does not end on SIGTERM");
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(DEADLINE).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sum over the lines of the metrics page that begin like this. */
    double metric(String prefix) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Resident memory of the process in bytes, as Linux tells it. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
