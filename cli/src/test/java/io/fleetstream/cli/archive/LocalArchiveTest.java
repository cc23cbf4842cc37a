package io.fleetstream.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArchiveTest {
    private static final ArchiveRange ALL =
            new ArchiveRange(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    @TempDir private Path root;

    @Test
    void findsWhatIsPublishedAndNothingElse() throws IOException {
        file("readings/org=a%2Fb/dt=2026-03-01/hour=12/x.zstd.parquet");
        file("aggregates/org=acme/dt=2026-03-01/hour=13/x.zstd.parquet");
        file("raw/dt=2026-03-01/hour=11/x.zstd.parquet");
        file("raw/dt=2026-13-01/hour=11/x.zstd.parquet");
        file("raw/dt=2026-03-01/hour=11/.x.inprogress");
        file("_staging/scope=fleet-archive/readings/1.rows");

        assertThat(archive().list(ALL))
                .extracting(ArchiveEntry::dataset, ArchiveEntry::org, ArchiveEntry::hour)
                .containsExactly(
                        tuple(Dataset.READINGS, "a/b", Instant.parse("2026-03-01T12:00:00Z")),
                        tuple(Dataset.AGGREGATES, "acme", Instant.parse("2026-03-01T13:00:00Z")),
                        tuple(Dataset.RAW, "", Instant.parse("2026-03-01T11:00:00Z")));
    }

    @Test
    void takesTheHoursARangeTouches() throws IOException {
        for (int hour = 10; hour < 15; hour++) {
            file("readings/org=acme/dt=2026-03-01/hour=" + hour + "/x.parquet");
            file("readings/org=other/dt=2026-03-01/hour=" + hour + "/x.parquet");
        }
        ArchiveRange range =
                new ArchiveRange(
                        Set.of(Dataset.READINGS),
                        Set.of("acme"),
                        Optional.of(Instant.parse("2026-03-01T11:59:59Z")),
                        Optional.of(Instant.parse("2026-03-01T13:00:00Z")));

        assertThat(archive().list(range))
                .extracting(entry -> entry.hour().toString().substring(11, 13))
                .containsExactly("11", "12");
    }

    @Test
    void deletesFilesAndTheDirectoriesThatAreEmptyThen() throws IOException {
        file("readings/org=acme/dt=2026-03-01/hour=12/x.parquet");
        file("readings/org=acme/dt=2026-03-01/hour=13/x.parquet");
        LocalArchive archive = archive();

        archive.delete(archive.list(ALL).get(0));
        assertThat(root.resolve("readings/org=acme/dt=2026-03-01/hour=12")).doesNotExist();
        assertThat(archive.list(ALL)).hasSize(1);

        archive.delete(archive.list(ALL).get(0));
        assertThat(root.resolve("readings/org=acme")).doesNotExist();
        assertThat(root.resolve("readings")).isDirectory();
    }

    @Test
    void saysWhatToDoAboutABucket() {
        assertThatThrownBy(() -> new LocalArchive("s3://fleet/archive"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mount the bucket");
        assertThatThrownBy(() -> new LocalArchive(root.resolve("none").toString()))
                .hasMessageContaining("no archive at");
    }

    private LocalArchive archive() throws IOException {
        return new LocalArchive(root.toUri().toString());
    }

    private void file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
