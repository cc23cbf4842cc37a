package io.fleetstream.cli.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the archive; what is empty does not matter.
 *
 * @param datasets datasets; all if empty
 * @param orgs organisations; raw messages have none and are not asked
 * @param from first instant
 * @param to first instant after it
 */
public record ArchiveRange(
        Set<Dataset> datasets, Set<String> orgs, Optional<Instant> from, Optional<Instant> to) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Copies the sets. */
    public ArchiveRange {
        datasets = Set.copyOf(datasets);
        orgs = Set.copyOf(orgs);
    }

    /** The same of one dataset. */
    public ArchiveRange of(Dataset dataset) {
        return new ArchiveRange(Set.of(dataset), orgs, from, to);
    }

    boolean touches(ArchiveEntry entry) {
        return (datasets.isEmpty() || datasets.contains(entry.dataset()))
                && (orgs.isEmpty() || entry.dataset() == Dataset.RAW || orgs.contains(entry.org()))
                && (from.isEmpty() || entry.hour().plus(HOUR).isAfter(from.get()))
                && (to.isEmpty() || entry.hour().isBefore(to.get()));
    }
}
