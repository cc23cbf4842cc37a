package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class RunnableJarITCase {
    private static final Path JAR = Path.of("target", "fleet-device-emulator.jar");
    private static final long MEGABYTES_20 = 20L << 20;

    @Test
    void runsByItself() throws IOException, InterruptedException {
        Process dryRun =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                JAR.toString(),
                                "run",
                                "--dry-run")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(dryRun.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dryRun.waitFor()).isZero();
        assertThat(output.lines()).hasSize(12).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void holdsWhatItNeedsAndNothingOfTheStreamSide() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.fleetstream.emulator.EmulatorMain");
            assertThat(jar.getEntry("mappings/campusiot-tourperret.yaml")).isNotNull();
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .noneMatch(name -> name.startsWith("org/apache/flink/"))
                    .noneMatch(name -> name.startsWith("org/apache/kafka/"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
        }
        assertThat(Files.size(JAR)).isLessThan(MEGABYTES_20);
    }
}
