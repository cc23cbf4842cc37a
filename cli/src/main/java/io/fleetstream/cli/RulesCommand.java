package io.fleetstream.cli;

import io.fleetstream.cli.alarm.RuleShelf;
import io.fleetstream.cli.alarm.RuleText;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.schemas.AlarmRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the rules that raise alarms. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description =
                "Says what raises alarms: the topic alarm.rules, which the job anomaly reads.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RulesBacktestCommand.class)
final class RulesCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the rules of YAML files, one in each; the same text again is left alone.",
                "",
                "A file that cannot be used is told with everything that is wrong, and none is"
                        + " written. Jobs take rules up while they run; the version counts up by"
                        + " itself, and every alarm says under which one it changed. What rules"
                        + " look like: jobs/anomaly/README.md."
            })
    int apply(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML") List<Path> files,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who does; default: ${DEFAULT-VALUE}.")
                    String actor)
            throws IOException {
        Output output = new Output(spec);
        shelf(cluster).apply(files, actor).forEach(output::say);
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the rules.")
    int list(
            @Mixin ClusterOptions cluster,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        Collection<AlarmRule> rules = shelf(cluster).rules().values();
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(rules.stream().map(RecordTree::of).toList()));
            return 0;
        }
        RuleText text = new RuleText();
        List<List<Object>> rows = new ArrayList<>();
        for (AlarmRule rule : rules) {
            rows.add(
                    List.of(
                            rule.getRuleId(),
                            rule.getVersion(),
                            text.mode(rule),
                            text.about(rule),
                            text.devices(rule),
                            rule.getUpdatedAt(),
                            Objects.requireNonNullElse(rule.getUpdatedBy(), "")));
        }
        output.print(
                TextTable.of(
                        List.of("rule", "version", "mode", "about", "devices", "updated at", "by"),
                        rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a rule as YAML that 'apply' takes.")
    int show(@Mixin ClusterOptions cluster, @Parameters(paramLabel = "RULE") String id)
            throws IOException {
        AlarmRule rule = shelf(cluster).rules().get(id);
        if (rule == null) {
            throw new IOException("there is no rule '" + id + "'; ./fleet rules list");
        }
        String text = rule.getDefinition();
        new Output(spec).print(text.endsWith("\n") ? text : text + "\n");
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description =
                    "Deletes rules; an alarm of theirs is over when its device is next heard.")
    int delete(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "RULE", arity = "1..*") List<String> ids)
            throws IOException {
        shelf(cluster).delete(ids);
        Output output = new Output(spec);
        ids.forEach(id -> output.say(id + " deleted"));
        return 0;
    }

    private static RuleShelf shelf(ClusterOptions cluster) throws IOException {
        return new RuleShelf(cluster.cluster(), Instant.now());
    }
}
