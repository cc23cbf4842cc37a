package io.fleetstream.bridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and its command line. */
class BridgeStartITCase {
    private static final Path JAR = Path.of("target", "fleet-mqtt-kafka-bridge.jar");

    @TempDir Path directory;

    @Test
    void refusesAnUnknownKeyInOneLine() throws Exception {
        Path config =
                Files.writeString(directory.resolve("bridge.yaml"), "mqtt: {recieve-maximum: 5}\n");

        Ended ended = run("--config", config.toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output().lines())
                .singleElement()
                .asString()
                .startsWith("unknown key mqtt.recieve-maximum; expected one of [client-id,");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run("--help").status()).isZero();
        assertThat(run("--help").output()).contains("--config=FILE");
        assertThat(run("--nonsense").status()).isEqualTo(2);
    }

    @Test
    void holdsNeitherFlinkNorSignatures() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("io/fleetstream/bridge/BridgeMain.class", "bridge.yaml")
                    .noneMatch(name -> name.startsWith("org/apache/flink/"))
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
        }
        assertThat(Files.size(JAR)).isLessThan(40_000_000);
    }

    private static Ended run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-jar",
                                JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output.strip());
    }

    private record Ended(int status, String output) {}
}
