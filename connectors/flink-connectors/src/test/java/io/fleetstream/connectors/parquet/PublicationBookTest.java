package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.staging.Bucket;
import io.fleetstream.connectors.parquet.staging.Section;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublicationBookTest {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long LONGEST = 60_000;
    private static final long QUIET = 10_000;
    private static final long TARGET = 35_000;

    private final PublicationBook book =
            new PublicationBook(
                    new ArchiveSettings(
                            URI.create("file:///a/"), "s", 1, 1, TARGET, LONGEST, QUIET, false));

    @Test
    void letsNothingWaitLongerThanTheLongest() {
        book.add(List.of(section("a", 5, 0, 0), section("b", 5, 30_000, 0)));

        assertThat(book.decide(LONGEST - 1, false)).isEmpty();
        assertThat(book.decide(LONGEST, false))
                .singleElement()
                .satisfies(made -> assertThat(made.sections()).hasSize(2));
        assertThat(book.decide(LONGEST, false)).isEmpty();
        assertThat(book.decided()).hasSize(1);
    }

    @Test
    void publishesAnHourThatIsOverOnceItIsQuiet() {
        book.add(List.of(section("a", 5, 0, 6 * HOUR_MICROS - 1)));
        assertThat(book.decide(QUIET, false)).as("not over").isEmpty();

        book.add(List.of(section("b", 6, QUIET, 6 * HOUR_MICROS)));
        assertThat(book.decide(QUIET, false))
                .singleElement()
                .satisfies(
                        made ->
                                assertThat(made.sections())
                                        .extracting(Section::path)
                                        .containsExactly("a"));
    }

    @Test
    void cutsFilesOfTheTargetSizeAndKeepsTheRest() {
        book.add(IntStream.range(0, 250).mapToObj(i -> section("p" + i, 5, 0, 0)).toList());

        List<Publication> made = book.decide(1, false);

        assertThat(made).hasSize(2).allMatch(each -> each.sections().size() == 100);
        assertThat(book.waiting()).hasSize(50);
        assertThat(book.waitingRows()).isEqualTo(250);
    }

    @Test
    void publishesAllAtTheEnd() {
        book.add(List.of(section("a", 5, 0, 0), section("b", 6, 0, 0)));

        assertThat(book.decide(0, true)).hasSize(2);
        assertThat(book.waiting()).isEmpty();
    }

    @Test
    void freesAStagedFileWhenNothingNeedsItAnyMore() {
        book.add(List.of(section("a", 5, 0, 0), section("a", 6, 0, 0)));
        List<Publication> made = book.decide(LONGEST, false);
        assertThat(made).hasSize(2);

        book.done(made.get(0), 10);
        assertThat(book.takeFree()).isEmpty();
        book.done(made.get(1), 10);
        assertThat(book.takeFree()).containsExactly("a");
        assertThat(book.takeFree()).isEmpty();
    }

    @Test
    void remembersWhatARestoredPublicationNeeds() {
        Publication publication = new Publication(List.of(section("a", 5, 0, 0)));
        book.restore(publication);
        book.add(List.of(section("a", 6, 0, 0)));

        book.done(publication, 10);
        assertThat(book.takeFree()).isEmpty();
    }

    @Test
    void namesFilesAfterWhatIsInThem() {
        Publication one = new Publication(List.of(section("x/a", 5, 0, 0)));
        Publication same = new Publication(List.of(section("x/a", 5, 9, 9)));
        Publication other = new Publication(List.of(section("x/b", 5, 0, 0)));

        assertThat(one.path("readings", true))
                .isEqualTo(same.path("readings", true))
                .isNotEqualTo(other.path("readings", true))
                .matches(
                        "readings/org=acme/dt=1970-01-01/hour=05/readings-[0-9a-f]{24}\\.zstd\\.parquet");
    }

    private static Section section(String path, long hour, long gatheredAt, long arrival) {
        return new Section(
                new Bucket("acme", hour),
                path,
                hour,
                1_000,
                1,
                0,
                0,
                "d",
                "d",
                arrival,
                gatheredAt,
                0);
    }
}
