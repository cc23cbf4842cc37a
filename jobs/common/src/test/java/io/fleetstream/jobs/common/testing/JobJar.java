package io.fleetstream.jobs.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What must and must not be in the jar a user submits. */
public final class JobJar {
    private static final List<String> CLUSTER_BRINGS =
            List.of(
                    "org/apache/flink/runtime/",
                    "org/apache/flink/streaming/api/",
                    "org/apache/flink/core/",
                    "org/apache/flink/connector/base/",
                    "org/apache/flink/connector/file/",
                    "org/slf4j/",
                    "org/apache/log4j/",
                    "org/apache/logging/");
    private static final String HADOOP = "org/apache/hadoop/";

    private final Path path;
    private final List<String> entries;
    private final String mainClass;

    private JobJar(Path path, List<String> entries, String mainClass) {
        this.path = path;
        this.entries = entries;
        this.mainClass = mainClass;
    }

    /** The jar at that path, below the module. */
    public static JobJar at(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            return new JobJar(
                    Path.of(path),
                    jar.stream().map(ZipEntry::getName).toList(),
                    jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
        }
    }

    /** Its main class is that one, and there. */
    public JobJar starts(Class<?> main) {
        assertThat(mainClass).isEqualTo(main.getName());
        assertThat(entries).contains(main.getName().replace('.', '/') + ".class");
        return this;
    }

    /** Nothing in it would stand beside the cluster's own. */
    public JobJar holdsNothingTheClusterBrings() {
        assertThat(entries)
                .filteredOn(entry -> CLUSTER_BRINGS.stream().anyMatch(entry::startsWith))
                .isEmpty();
        assertThat(entries)
                .filteredOn(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                .isEmpty();
        return this;
    }

    /** It has no Hadoop. */
    public JobJar holdsNoHadoop() {
        assertThat(entries).filteredOn(entry -> entry.startsWith(HADOOP)).isEmpty();
        return this;
    }

    /** It says under what licence others wrote what is in it. */
    public JobJar namesLicences() {
        assertThat(entries)
                .contains("META-INF/NOTICE")
                .anyMatch(e -> e.startsWith("META-INF/LICENSE"));
        return this;
    }

    /** It is not larger than that, in bytes. */
    public JobJar isAtMost(long bytes) throws IOException {
        assertThat(Files.size(path)).isLessThanOrEqualTo(bytes);
        return this;
    }
}
