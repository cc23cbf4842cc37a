package io.fleetstream.cli.letters;

import io.fleetstream.cli.topic.Cluster;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Looks into the dead letters of a deployment. */
public final class DeadLetterIndex {
    private final LetterBox box;

    /** Reads from that cluster. */
    public DeadLetterIndex(Cluster cluster) {
        box = new LetterBox(cluster);
    }

    /**
     * The refused records that were refused last, oldest first; one that was replayed and refused
     * again is one.
     *
     * @param most how many at most
     * @param note takes warnings
     */
    public List<LetterSummary> list(LetterFilter filter, int most, Consumer<String> note)
            throws IOException {
        Map<LetterId, LetterSummary> found = new LinkedHashMap<>();
        long unreadable =
                box.visit(
                        filter,
                        letter ->
                                found.compute(
                                        letter.id(),
                                        (id, before) -> LetterSummary.of(letter, before)));
        if (unreadable > 0) {
            note.accept(unreadable + " records are no dead letters and were passed over");
        }
        List<LetterSummary> sorted =
                found.values().stream()
                        .sorted(
                                Comparator.comparing(LetterSummary::refusedAt)
                                        .thenComparing(each -> each.id().toString()))
                        .toList();
        if (sorted.size() > most) {
            note.accept("the last " + most + " of " + sorted.size() + "; --limit shows more");
        }
        return sorted.subList(Math.max(0, sorted.size() - most), sorted.size());
    }

    /** The last dead letter of a refused record. */
    public Optional<FoundLetter> find(LetterId id) throws IOException {
        AtomicReference<FoundLetter> last = new AtomicReference<>();
        box.visit(
                LetterFilter.all(),
                found -> {
                    if (found.id().equals(id)) {
                        last.set(found);
                    }
                });
        return Optional.ofNullable(last.get());
    }
}
