package io.fleetstream.cli;

import io.fleetstream.cli.letters.LetterFilter;
import io.fleetstream.schemas.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which dead letters a command is about; all without options. */
final class LetterOptions {
    @Option(
            names = "--reason",
            paramLabel = "CODE",
            split = ",",
            description = "Reason codes, with commas; schemas/README.md lists them.")
    private Set<ReasonCode> reasons = Set.of();

    @Option(
            names = "--device",
            paramLabel = "ID",
            split = ",",
            description = "Devices, with commas.")
    private Set<String> devices = Set.of();

    @Option(names = "--job", paramLabel = "NAME", description = "Job that refused them.")
    private Optional<String> job = Optional.empty();

    @Option(names = "--stage", paramLabel = "UID", description = "Operator that refused them.")
    private Optional<String> stage = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeOrAge.class,
            description =
                    "Refused then or later: ISO-8601 such as 2026-03-01T12:00:00Z, or PT1H for an"
                            + " hour ago.")
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeOrAge.class,
            description = "Refused before then.")
    private Optional<Instant> until = Optional.empty();

    LetterFilter filter() {
        return new LetterFilter(reasons, devices, job, stage, since, until);
    }
}
