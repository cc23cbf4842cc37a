package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.cli.rollout.AlarmProgress;
import io.fleetstream.cli.rollout.AlarmWaits;
import io.fleetstream.cli.rollout.AlarmWatch;
import io.fleetstream.cli.rollout.ControlLog;
import io.fleetstream.cli.rollout.KnownRollout;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings jobs, such as firmware, to devices. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = {
            "Brings jobs, such as new firmware, to devices in stages, and stops by itself.",
            "",
            "Devices run them as jobs of AWS IoT. See docs/rollouts.md."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RolloutCreateCommand.class,
            RolloutOrderCommand.Approve.class,
            RolloutOrderCommand.Start.class,
            RolloutOrderCommand.Pause.class,
            RolloutOrderCommand.Resume.class,
            RolloutOrderCommand.Abort.class,
            RolloutOrderCommand.Rollback.class,
            RolloutRehearseCommand.class
        })
final class RolloutCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = {
                "Tells where rollouts stand; of one, every step that counted.",
                "",
                "How far devices are is in the view v_rollout_progress."
            })
    int status(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "ROLLOUT", arity = "0..1", description = "One; default: all.")
                    String id,
            @Option(names = "--json", description = "One array of all steps, with every field.")
                    boolean json)
            throws IOException {
        ControlLog log = new ControlLog(cluster.cluster());
        Collection<KnownRollout> found =
                id == null ? log.rollouts().values() : List.of(log.rollout(id));
        Output output = new Output(spec);
        if (json) {
            output.say(
                    RecordTree.json(
                            found.stream()
                                    .flatMap(each -> each.steps().stream())
                                    .map(RecordTree::of)
                                    .toList()));
            return 0;
        }
        output.print(table(found));
        Optional<Instant> judgedTo =
                found.stream().anyMatch(AlarmWaits::needsAlarms)
                        ? new AlarmProgress(cluster.cluster()).latest()
                        : Optional.empty();
        new AlarmWaits().news(found, judgedTo, Instant.now()).forEach(output::say);
        if (id != null) {
            output.say("");
            found.iterator().next().steps().forEach(step -> output.say(RolloutLine.of(step)));
        }
        return 0;
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Prints what is said and decided about rollouts as it is, until Ctrl-C.")
    int watch(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "ROLLOUT", arity = "0..1", description = "One; default: all.")
                    String id,
            @Option(names = "--count", paramLabel = "N", description = "Ends after so many.")
                    Optional<Integer> count,
            @Option(names = "--for", paramLabel = "DURATION", description = "Ends after that time.")
                    Optional<Duration> patience,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            defaultValue = "PT0S",
                            converter = TimeOrAge.class,
                            description =
                                    "Begins with what was said since then; ISO-8601, or how long"
                                            + " ago; default now.")
                    Instant since,
            @Option(names = "--json", description = "A line of JSON each, with every field.")
                    boolean json)
            throws IOException {
        Output output = new Output(spec);
        int[] told = {0};
        ControlLog log = new ControlLog(cluster.cluster());
        log.follow(
                since,
                patience,
                step -> {
                    if (id == null || id.equals(step.getRolloutId())) {
                        told[0]++;
                        output.say(
                                json ? RecordTree.line(RecordTree.of(step)) : RolloutLine.of(step));
                    }
                    return count.isEmpty() || told[0] < count.get();
                },
                json ? () -> {} : new AlarmWatch(cluster.cluster(), id, output::say));
        return 0;
    }

    private static String table(Collection<KnownRollout> found) {
        List<List<Object>> rows = new ArrayList<>();
        for (KnownRollout each : found) {
            RolloutView view = each.view();
            rows.add(
                    List.of(
                            view.rolloutId(),
                            view.status(),
                            view.version(),
                            Math.max(0, view.stage() + 1) + "/" + each.definition().stages().size(),
                            view.released(),
                            each.definition().budget(),
                            Instant.ofEpochMilli(view.changedAt()),
                            each.because()));
        }
        return TextTable.of(
                List.of(
                        "rollout",
                        "status",
                        "version",
                        "stage",
                        "released",
                        "budget",
                        "changed at",
                        "reason"),
                rows);
    }
}
