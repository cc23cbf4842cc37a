package io.fleetstream.cli;

import io.fleetstream.cli.archive.ArchiveBooks;
import io.fleetstream.cli.archive.ArchiveEntry;
import io.fleetstream.cli.archive.ArchiveReplay;
import io.fleetstream.cli.archive.Dataset;
import io.fleetstream.cli.archive.LocalArchive;
import io.fleetstream.cli.query.TextTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at the Parquet files, deletes old ones, and feeds them back. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = "Lists, expires and replays the Parquet files.",
        synopsisSubcommandLabel = "COMMAND")
final class ArchiveCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists published files by dataset, organisation and day.")
    int list(
            @Mixin ArchiveOptions options,
            @Option(
                            names = "--dataset",
                            split = ",",
                            description = "${COMPLETION-CANDIDATES}, with commas.")
                    Set<Dataset> datasets,
            @Option(names = "--files", description = "Each file.") boolean files)
            throws IOException {
        List<ArchiveEntry> entries = options.archive().list(options.range(orNone(datasets)));
        List<List<Object>> rows = new ArrayList<>();
        if (files) {
            entries.forEach(each -> rows.add(List.of(each.path(), each.bytes())));
            new Output(spec).print(TextTable.of(List.of("file", "bytes"), rows));
            return 0;
        }
        Map<List<Object>, long[]> days = new LinkedHashMap<>();
        for (ArchiveEntry each : entries) {
            long[] sums =
                    days.computeIfAbsent(
                            List.of(
                                    each.dataset().directory(),
                                    each.org(),
                                    each.hour()
                                            .truncatedTo(ChronoUnit.DAYS)
                                            .toString()
                                            .substring(0, 10)),
                            day -> new long[2]);
            sums[0]++;
            sums[1] += each.bytes();
        }
        days.forEach(
                (day, sums) ->
                        rows.add(List.of(day.get(0), day.get(1), day.get(2), sums[0], sums[1])));
        new Output(spec)
                .print(TextTable.of(List.of("dataset", "org", "day", "files", "bytes"), rows));
        return 0;
    }

    @Command(
            name = "expire",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes published files whose hour ended longer ago than their dataset is kept,"
                        + " and notes it in the table archived_files, by which retention drops raw"
                        + " rows.",
                "",
                "The table is that of the running stack for its archive, else the one --url names;"
                        + " without either, nothing is noted.",
                "",
                "  ./fleet archive expire --keep raw=P30D,readings=P730D --dry-run"
            })
    int expire(
            @Mixin ArchiveOptions options,
            @Mixin DatabaseOptions database,
            @Option(
                            names = "--keep",
                            required = true,
                            split = ",",
                            paramLabel = "DATASET=AGE",
                            description =
                                    "How long, ISO-8601 such as P30D, with commas; a dataset that"
                                            + " is not named stays.")
                    Map<Dataset, Duration> keep,
            @Option(names = "--dry-run", description = "Says what it would delete.") boolean dryRun)
            throws IOException, SQLException {
        for (Map.Entry<Dataset, Duration> each : keep.entrySet()) {
            require(
                    !each.getValue().isNegative() && !each.getValue().isZero(),
                    "--keep " + each.getKey().directory() + " is not above 0");
        }
        LocalArchive archive = options.archive();
        Instant now = Instant.now();
        Map<String, ArchiveEntry> old = new LinkedHashMap<>();
        for (ArchiveEntry each : archive.list(options.range(keep.keySet()))) {
            Instant end = each.hour().plus(1, ChronoUnit.HOURS);
            if (end.isBefore(now.minus(keep.get(each.dataset())))) {
                old.put(archive.pathOf(each), each);
            }
        }
        Output output = new Output(spec);
        if (database.isKnown(options.isThatOfTheStack())) {
            noteExpiry(database, old, dryRun, output);
        } else {
            output.note("no database is named: the table archived_files still has them");
        }
        long bytes = 0;
        for (ArchiveEntry each : old.values()) {
            bytes += each.bytes();
            if (!dryRun) {
                archive.delete(each);
            }
        }
        output.say(
                String.format(
                        "%,d files, %,d bytes %s",
                        old.size(), bytes, dryRun ? "to delete; nothing is" : "deleted"));
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Feeds archived rows back into Kafka: READINGS to telemetry.readings as they were"
                        + " stored, RAW to telemetry.raw with their original arrival.",
                "",
                "Nothing is stored twice, however often it is replayed: one that was interrupted"
                        + " is started again."
            })
    int replay(
            @Mixin ClusterOptions cluster,
            @Mixin ArchiveOptions options,
            @Option(
                            names = "--dataset",
                            defaultValue = "READINGS",
                            description = "READINGS or RAW; default ${DEFAULT-VALUE}.")
                    Dataset dataset,
            @Option(
                            names = "--device",
                            paramLabel = "ID",
                            split = ",",
                            description = "Devices, with commas.")
                    Set<String> devices,
            @Option(
                            names = "--replay-id",
                            paramLabel = "NAME",
                            description = "Name of this replay in headers; default: the time.")
                    Optional<String> replayId)
            throws IOException, SQLException {
        require(
                dataset != Dataset.AGGREGATES,
                "--dataset is AGGREGATES; accepted: READINGS, from which they are made, or RAW");
        String id =
                Optional.ofNullable(replayId)
                        .flatMap(given -> given)
                        .orElseGet(
                                () ->
                                        DateTimeFormatter.ofPattern(
                                                        "'archive-'yyyyMMdd'T'HHmmss'Z'")
                                                .withZone(ZoneOffset.UTC)
                                                .format(Instant.now()));
        Output output = new Output(spec);
        long sent =
                new ArchiveReplay(options.archive(), cluster.cluster(), id)
                        .send(
                                dataset,
                                options.range(Set.of(dataset)),
                                devices == null ? Set.of() : devices,
                                output::note);
        output.say(String.format("%,d records replayed, replay id %s", sent, id));
        return 0;
    }

    private static void noteExpiry(
            DatabaseOptions database, Map<String, ArchiveEntry> old, boolean dryRun, Output output)
            throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            int found = old.size();
            old.keySet().retainAll(ArchiveBooks.known(connection, old.keySet()));
            if (old.size() < found) {
                output.note(
                        String.format(
                                "%,d files stay: the table archived_files does not have them yet",
                                found - old.size()));
            }
            if (!dryRun) {
                ArchiveBooks.expire(connection, old.keySet());
            }
        }
    }

    private static Set<Dataset> orNone(Set<Dataset> datasets) {
        return datasets == null ? Set.of() : datasets;
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
