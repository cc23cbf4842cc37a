package io.fleetstream.cli;

import io.fleetstream.cli.alarm.AlarmLog;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which alarms there are; what can be asked of them is in subcommands of their own. */
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        description =
                "Lists and follows alarms, and says what people make of them: docs/alarms.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AlarmOrderCommand.Acknowledge.class,
            AlarmOrderCommand.Snooze.class,
            AlarmOrderCommand.Disable.class,
            AlarmOrderCommand.Enable.class,
            AlarmOrderCommand.Clear.class,
            AlarmOrderCommand.Judge.class
        })
final class AlarmsCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists the alarms there are, the youngest last.",
                "",
                "With --all also those that are over, where a device and a rule have no younger"
                        + " one; every alarm there was is in the table alarms."
            })
    int list(
            @Mixin ClusterOptions cluster,
            @Mixin AlarmFilter filter,
            @Option(names = "--all", description = "Also those that are over.") boolean all,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            defaultValue = "PT720H",
                            converter = TimeOrAge.class,
                            description =
                                    "Told of since then; ISO-8601, or how long ago; default"
                                            + " PT720H.")
                    Instant since,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "The last N; default 100.")
                    int limit,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        List<AlarmEvent> found =
                new AlarmLog(cluster.cluster())
                        .latest(since, filter.ofAlarm()).stream()
                                .filter(filter.ofEvent())
                                .filter(event -> all || event.getState() != AlarmState.NORMAL)
                                .toList();
        List<AlarmEvent> shown = found.subList(Math.max(0, found.size() - limit), found.size());
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(shown.stream().map(RecordTree::of).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (AlarmEvent event : shown) {
            rows.add(
                    List.of(
                            event.getSeverity(),
                            event.getState(),
                            event.getDeviceId(),
                            event.getRuleId() + " v" + event.getRuleVersion(),
                            known(event.getRaisedAt()),
                            event.getHappenedAt(),
                            AlarmLine.value(event),
                            event.getCount(),
                            known(event.getActor()),
                            known(event.getAlarmId())));
        }
        output.print(
                TextTable.of(
                        List.of(
                                "severity",
                                "state",
                                "device",
                                "rule",
                                "raised at",
                                "changed at",
                                "value",
                                "count",
                                "by",
                                "alarm id"),
                        rows));
        return 0;
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Prints what happens to alarms as it happens, until Ctrl-C.")
    int watch(
            @Mixin ClusterOptions cluster,
            @Mixin AlarmFilter filter,
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
                                    "Begins with what was told since then; ISO-8601, or how long"
                                            + " ago; default now.")
                    Instant since,
            @Option(names = "--json", description = "A line of JSON each, with every field.")
                    boolean json)
            throws IOException {
        Output output = new Output(spec);
        int[] told = {0};
        new AlarmLog(cluster.cluster())
                .follow(
                        since,
                        patience,
                        event -> {
                            if (filter.ofEvent().test(event)) {
                                told[0]++;
                                output.say(
                                        json
                                                ? RecordTree.line(RecordTree.of(event))
                                                : AlarmLine.of(event));
                            }
                            return count.isEmpty() || told[0] < count.get();
                        });
        return 0;
    }

    private static Object known(Object value) {
        return Objects.requireNonNullElse(value, "");
    }
}
