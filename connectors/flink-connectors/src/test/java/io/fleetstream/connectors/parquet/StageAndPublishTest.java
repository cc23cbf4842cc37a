package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.parquet.row.TextOrder;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Sections;
import io.fleetstream.connectors.parquet.staging.Stager;
import io.fleetstream.schemas.ArchivedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageAndPublishTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long SEED = 20261121;
    private static final Comparator<Measured> ORDER =
            Comparator.comparing(Measured::device, TextOrder::compare)
                    .thenComparingLong(Measured::micros)
                    .thenComparing(Measured::metric, TextOrder::compare);

    @TempDir private Path archive;

    @Test
    void mergesWhatCameAtManyCheckpointsIntoOneSortedFile() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<Measured> all = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        Stager<Measured> stager = stager(1);
        for (int checkpoint = 0; checkpoint < 40; checkpoint++) {
            for (int i = 0; i < 500; i++) {
                Measured row = random(random, HOUR);
                all.add(row);
                stager.add(row);
            }
            stager.flush().forEach(sections::addAll);
        }

        ArchivedFile file = publisher().publish(sections);

        List<Measured> read = MeasuredFiles.rows(archive);
        assertThat(read).isSortedAccordingTo(ORDER).hasSameSizeAs(all);
        assertThat(frequencies(read)).isEqualTo(frequencies(all));
        assertThat(file.getRows()).isEqualTo(20_000);
        assertThat(file.getFirstDevice()).isEqualTo(read.get(0).device());
        assertThat(file.getLastDevice()).isEqualTo(read.get(read.size() - 1).device());
        assertThat(file.getBytes()).isEqualTo(Files.size(archive.resolve(file.getPath())));
        assertThat(file.getFirstTime().toEpochMilli())
                .isEqualTo(all.stream().mapToLong(Measured::micros).min().orElseThrow() / 1_000);
    }

    /** How often each row is there; comparing lists in any order compares each with each. */
    private static Map<Measured, Long> frequencies(List<Measured> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void publishesTheSameBytesAgainAndOnlyIfTheyAreNotThere() throws IOException {
        List<Section> sections = staged(3_000);
        ArchivedFile file = publisher().publish(sections);
        Path path = archive.resolve(file.getPath());
        byte[] first = Files.readAllBytes(path);
        var modified = Files.getLastModifiedTime(path);

        assertThat(publisher().publish(sections)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(path)).isEqualTo(modified);

        Files.delete(path);
        assertThat(publisher().publish(sections)).isEqualTo(file);
        assertThat(Files.readAllBytes(path)).isEqualTo(first);
        try (Stream<Path> beside = Files.list(path.getParent())) {
            assertThat(beside).containsExactly(path);
        }
    }

    @Test
    void stagesThousandsOfHoursInOneFile() throws IOException {
        Stager<Measured> stager = stager(1);
        for (int i = 0; i < 6_000; i++) {
            stager.add(Measured.of("o" + i % 300, "d", i / 300 * HOUR, "m", i));
        }

        List<List<Section>> files = stager.flush();

        assertThat(files).hasSize(1);
        assertThat(files.get(0)).hasSize(6_000);
        try (Stream<Path> staged = Files.list(archive.resolve("_staging/scope=test/measured"))) {
            assertThat(staged).hasSize(1);
        }
    }

    @Test
    void givesEveryBucketItsLane() throws IOException {
        Stager<Measured> stager = stager(4);
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            for (int i = 0; i < 1_000; i++) {
                stager.add(Measured.of("o" + i, "d", 0, "m", i));
            }
        }
        List<List<Section>> once = stager.flush();
        for (int i = 0; i < 1_000; i++) {
            stager.add(Measured.of("o" + i, "d", 0, "m", i));
        }
        List<List<Section>> again = stager.flush();

        assertThat(once).hasSize(4).allSatisfy(lane -> assertThat(lane).hasSizeBetween(150, 350));
        for (int lane = 0; lane < 4; lane++) {
            assertThat(again.get(lane).stream().map(Section::bucket))
                    .isEqualTo(once.get(lane).stream().map(Section::bucket).toList());
        }
    }

    @Test
    void noticesDamage() throws IOException {
        List<Section> sections = staged(3_000);
        Path staged = Path.of(java.net.URI.create(sections.get(0).path()));
        try (RandomAccessFile file = new RandomAccessFile(staged.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int b = file.read();
            file.seek(file.length() / 2);
            file.write(b ^ 1);
        }
        assertThatThrownBy(() -> publisher().publish(sections))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");

        Files.delete(staged);
        assertThatThrownBy(() -> publisher().publish(sections))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(MeasuredFiles.in(archive)).isEmpty();
    }

    @Test
    void keepsSectionsInSavepoints() throws IOException {
        List<Section> sections = staged(10);

        assertThat(Sections.read(Sections.write(sections))).isEqualTo(sections);
        byte[] later = Sections.write(sections);
        later[0] = 99;
        assertThatThrownBy(() -> Sections.read(later)).hasMessageContaining("version 99");
    }

    private List<Section> staged(int rows) throws IOException {
        Random random = new Random(SEED);
        Stager<Measured> stager = stager(1);
        for (int i = 0; i < rows; i++) {
            stager.add(random(random, HOUR));
        }
        return stager.flush().get(0);
    }

    private static Measured random(Random random, long within) {
        return new Measured(
                "acme",
                random.nextInt(10) == 0
                        ? "\uD83D\uDE00" + random.nextInt(3)
                        : "d" + random.nextInt(90),
                random.nextLong(within),
                random.nextBoolean() ? "temperature" : "\uFF21",
                random.nextInt(5) == 0 ? null : random.nextGaussian(),
                random.nextInt(3) == 0 ? "note " + random.nextInt(4) : null);
    }

    private Stager<Measured> stager(int lanes) {
        String directory = archive.toUri() + "_staging/scope=test/measured/";
        return new Stager<>(
                new MeasuredType(),
                lanes,
                Long.MAX_VALUE,
                () -> StagedNames.next(directory, 5, UUID.randomUUID()),
                () -> 5);
    }

    private Publisher publisher() {
        return new Publisher(
                new MeasuredType(),
                new ArchiveSettings(archive.toUri(), "test", 1, 1, 1, 1, 1, false));
    }
}
