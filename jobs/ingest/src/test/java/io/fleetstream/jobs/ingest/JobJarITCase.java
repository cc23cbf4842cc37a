package io.fleetstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class JobJarITCase {
    private static final Path JAR =
            Path.of(
                    System.getProperty("fleet.home"),
                    "jobs",
                    "ingest",
                    "target",
                    "fleet-job-ingest.jar");
    private static final long MAX_BYTES = 32L << 20;

    @Test
    void namesItsMainClass() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(IngestJob.class.getName());
        }
        assertThat(entries()).contains("io/fleetstream/jobs/ingest/IngestJob.class");
    }

    @Test
    void bringsNothingTheClusterHas() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/core/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/shaded/"))
                .noneMatch(name -> name.startsWith("org/slf4j/"))
                .noneMatch(name -> name.startsWith("org/apache/logging/"))
                .noneMatch(name -> name.startsWith("org/apache/log4j/"));
    }

    @Test
    void bringsNothingOfOtherJobs() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
                .noneMatch(name -> name.startsWith("org/apache/parquet/"))
                .noneMatch(name -> name.startsWith("org/postgresql/"))
                .noneMatch(name -> name.startsWith("org/junit/"))
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    }

    @Test
    void bringsWhatTheClusterLacks() throws IOException {
        assertThat(entries())
                .contains(
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "org/apache/avro/Schema.class",
                        "com/fasterxml/jackson/core/JsonParser.class",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE");
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
