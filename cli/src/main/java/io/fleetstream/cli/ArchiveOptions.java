package io.fleetstream.cli;

import io.fleetstream.cli.archive.ArchiveRange;
import io.fleetstream.cli.archive.Dataset;
import io.fleetstream.cli.archive.LocalArchive;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which part of which archive a command is about; all without options. */
final class ArchiveOptions {
    @Option(
            names = {"--parquet", "--archive"},
            paramLabel = "URI",
            description = "Root of the archive, on a disk; default: PARQUET_URI.")
    private Optional<String> uri = Optional.empty();

    @Option(
            names = "--org",
            paramLabel = "NAME",
            split = ",",
            description = "Organisations, with commas.")
    private Set<String> orgs = Set.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeOrAge.class,
            description =
                    "Then or later: ISO-8601 such as 2026-03-01T12:00:00Z, or PT1H for an hour"
                            + " ago.")
    private Optional<Instant> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeOrAge.class,
            description = "Before then.")
    private Optional<Instant> to = Optional.empty();

    /** Whether it is the archive of the running stack. */
    boolean isThatOfTheStack() {
        return uri.isEmpty();
    }

    LocalArchive archive() throws IOException {
        return new LocalArchive(
                uri.isPresent() ? uri.get() : EndpointsFile.load().require("PARQUET_URI"));
    }

    ArchiveRange range(Set<Dataset> datasets) {
        return new ArchiveRange(datasets, orgs, from, to);
    }
}
