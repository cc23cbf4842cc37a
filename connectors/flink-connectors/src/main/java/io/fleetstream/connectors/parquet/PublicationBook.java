package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.staging.Bucket;
import io.fleetstream.connectors.parquet.staging.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been staged: sections that wait, publications that are decided and not done, and how
 * many of either each staged file still serves. For one thread; no files are touched here.
 */
final class PublicationBook {
    /** A merge needs memory for each; far more than the checkpoints of an hour make. */
    static final int MOST_SECTIONS = 4_096;

    private static final double FIRST_GUESS = 0.35;
    private static final double MEMORY = 0.8;

    private final ArchiveSettings settings;
    private final Map<Place, List<Section>> waiting = new LinkedHashMap<>();
    private final Set<Publication> decided = new LinkedHashSet<>();
    private final Map<String, Integer> serves = new HashMap<>();
    private final Set<String> free = new HashSet<>();
    private long progress = Long.MIN_VALUE;
    private double parquetPerStaged = FIRST_GUESS;

    private record Place(int lane, Bucket bucket) {}

    PublicationBook(ArchiveSettings settings) {
        this.settings = settings;
    }

    /** Takes sections that were staged. */
    void add(List<Section> sections) {
        for (Section section : sections) {
            waiting.computeIfAbsent(
                            new Place(section.lane(), section.bucket()), key -> new ArrayList<>())
                    .add(section);
            serves.merge(section.path(), 1, Integer::sum);
            progress = Math.max(progress, section.arrival());
        }
    }

    /** Takes a publication decided before a restart. */
    void restore(Publication publication) {
        decided.add(publication);
        publication.sections().forEach(each -> serves.merge(each.path(), 1, Integer::sum));
    }

    /**
     * Decides what is to be published, and remembers it.
     *
     * @param now clock of the machine, milliseconds
     * @param all whether everything is due, because nothing will come any more
     */
    List<Publication> decide(long now, boolean all) {
        List<Publication> made = new ArrayList<>();
        for (var places = waiting.entrySet().iterator(); places.hasNext(); ) {
            var place = places.next();
            List<Section> rest =
                    cut(
                            place.getValue(),
                            all || isDue(place.getKey(), place.getValue(), now),
                            made);
            if (rest.isEmpty()) {
                places.remove();
            } else {
                place.setValue(rest);
            }
        }
        decided.addAll(made);
        return made;
    }

    private boolean isDue(Place place, List<Section> sections, long now) {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (Section section : sections) {
            oldest = Math.min(oldest, section.gatheredAt());
            newest = Math.max(newest, section.gatheredAt());
        }
        return now - oldest >= settings.publishAfterMillis()
                || (progress >= place.bucket().endMicros()
                        && now - newest >= settings.quietAfterMillis());
    }

    /** Cuts full files off; the rest, too, if it is due. */
    private List<Section> cut(List<Section> sections, boolean due, List<Publication> made) {
        long full = (long) (settings.targetBytes() / parquetPerStaged);
        List<Section> current = new ArrayList<>();
        long bytes = 0;
        for (Section section : sections) {
            current.add(section);
            bytes += section.length();
            if (bytes >= full || current.size() == MOST_SECTIONS) {
                made.add(new Publication(current));
                current = new ArrayList<>();
                bytes = 0;
            }
        }
        if (due && !current.isEmpty()) {
            made.add(new Publication(current));
            return List.of();
        }
        return current;
    }

    /** Crosses a publication off; its staged files may have become free. */
    void done(Publication publication, long bytes) {
        if (!decided.remove(publication)) {
            return;
        }
        long staged = publication.sections().stream().mapToLong(Section::length).sum();
        parquetPerStaged = MEMORY * parquetPerStaged + (1 - MEMORY) * bytes / Math.max(1, staged);
        for (Section section : publication.sections()) {
            if (serves.merge(section.path(), -1, Integer::sum) == 0) {
                serves.remove(section.path());
                free.add(section.path());
            }
        }
    }

    /** Sections that wait, in the order they came. */
    List<Section> waiting() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }

    /** Publications that are not done. */
    List<Publication> decided() {
        return List.copyOf(decided);
    }

    /** Staged files nobody needs once what is remembered now is safe; each is told once. */
    List<String> takeFree() {
        List<String> taken = List.copyOf(free);
        free.clear();
        return taken;
    }

    /** Rows that are staged and not published. */
    long waitingRows() {
        long rows = 0;
        for (List<Section> sections : waiting.values()) {
            for (Section section : sections) {
                rows += section.rows();
            }
        }
        for (Publication publication : decided) {
            for (Section section : publication.sections()) {
                rows += section.rows();
            }
        }
        return rows;
    }
}
