package io.fleetstream.cli;

import io.fleetstream.cli.letters.DeadLetterIndex;
import io.fleetstream.cli.letters.FoundLetter;
import io.fleetstream.cli.letters.LetterId;
import io.fleetstream.cli.letters.LetterSummary;
import io.fleetstream.cli.letters.LetterText;
import io.fleetstream.cli.letters.SafeText;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the records that could not be used, and gives them another try. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and replays the records that could not be used.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ReplayCommand.class)
final class DeadLettersCommand {
    private static final int MESSAGE_SHOWN = 60;

    @Spec private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists refused records, those refused last at the end.")
    int list(
            @Mixin ClusterOptions cluster,
            @Mixin LetterOptions which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "The last N; default ${DEFAULT-VALUE}.")
                    int limit,
            @Option(names = "--json", description = "One array.") boolean json)
            throws IOException {
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is " + limit + "; accepted: 1 and above");
        }
        Output output = new Output(spec);
        List<LetterSummary> letters =
                new DeadLetterIndex(cluster.cluster()).list(which.filter(), limit, output::note);
        if (json) {
            output.say(RecordTree.json(letters.stream().map(LetterSummary::tree).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (LetterSummary letter : letters) {
            rows.add(
                    List.of(
                            letter.id(),
                            letter.refusedAt(),
                            letter.times(),
                            letter.reason(),
                            safe(letter.deviceId()),
                            letter.stage(),
                            safe(letter.path()),
                            cut(safe(letter.message()))));
        }
        output.print(
                TextTable.of(
                        List.of(
                                "id",
                                "refused at",
                                "times",
                                "reason",
                                "device",
                                "stage",
                                "path",
                                "message"),
                        rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one refused record: every field, headers, payload.")
    int show(
            @Mixin ClusterOptions cluster,
            @Parameters(
                            paramLabel = "ID",
                            description = "As 'list' prints it: topic/partition/offset/index.")
                    String text)
            throws IOException {
        LetterId id =
                LetterId.parse(text)
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "'"
                                                        + text
                                                        + "' is no id; accepted:"
                                                        + " topic/partition/offset/index"));
        FoundLetter found =
                new DeadLetterIndex(cluster.cluster())
                        .find(id)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "there is no dead letter of "
                                                        + id
                                                        + " any more; ./fleet dead-letters list"));
        new Output(spec).print(LetterText.of(found));
        return 0;
    }

    private static String safe(String text) {
        return SafeText.line(Objects.requireNonNullElse(text, ""));
    }

    private static String cut(String line) {
        return line.length() <= MESSAGE_SHOWN ? line : line.substring(0, MESSAGE_SHOWN - 1) + "…";
    }
}
