package io.fleetstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.command.CommandLog;
import io.fleetstream.cli.command.CommandSender;
import io.fleetstream.cli.command.JsonObjects;
import io.fleetstream.cli.command.SelectorOption;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.Selector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has devices do something, and tells what became of it. */
@Command(
        name = "command",
        mixinStandardHelpOptions = true,
        description = "Sends commands to devices and follows them: docs/commands.md.",
        synopsisSubcommandLabel = "COMMAND")
final class CommandCommand {
    private static final Duration SLACK = Duration.ofSeconds(15);

    @Spec private CommandSpec spec;

    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            description = {
                "Sends a command and prints its id.",
                "",
                "  ./fleet command send --device pump-1 --command reboot --parameters"
                        + " '{\"delay\":5}' --deadline PT10M --wait",
                "  ./fleet command send --selector 'site=plant-1' --command reboot",
                "",
                "A device that is offline gets it when it comes back, until the deadline. With"
                        + " --wait the exit status is 0 if every device has done it."
            })
    int send(
            @Mixin ClusterOptions cluster,
            @Option(names = "--device", paramLabel = "DEVICE", description = "May be repeated.")
                    List<String> devices,
            @Option(
                            names = "--selector",
                            paramLabel = "SELECTOR",
                            converter = SelectorOption.class,
                            description =
                                    "Instead of --device: every device it picks when the job reads"
                                            + " the request.")
                    Selector selector,
            @Option(
                            names = "--command",
                            required = true,
                            paramLabel = "NAME",
                            description = "What is to be done.")
                    String command,
            @Option(
                            names = "--parameters",
                            paramLabel = "JSON",
                            converter = JsonObjects.class,
                            description = "A JSON object.")
                    JsonNode parameters,
            @Option(
                            names = "--deadline",
                            paramLabel = "DURATION",
                            defaultValue = "PT1H",
                            description = "Of no use any more after that time; default PT1H.")
                    Duration deadline,
            @Option(
                            names = "--command-id",
                            paramLabel = "ID",
                            description = "Identity; a second one of the same id does nothing.")
                    String commandId,
            @Option(names = "--wait", description = "Waits for the end of it.") boolean wait,
            @Option(
                            names = "--dry-run",
                            description = "Says which devices match now; sends nothing.")
                    boolean dryRun)
            throws IOException {
        check(devices, selector, command, deadline, wait);
        RequestId.check(spec, "--command-id", commandId);
        Output output = new Output(spec);
        if (dryRun) {
            output.say(
                    SelectedDevices.told(
                            selector == null
                                    ? devices
                                    : SelectedDevices.of(
                                            RegistryCommand.registry(cluster), selector)));
            return 0;
        }
        Cluster running = cluster.cluster();
        Instant now = Instant.now();
        String id = Objects.requireNonNullElseGet(commandId, () -> "cmd-" + UUID.randomUUID());
        String payload =
                CommandSender.payload(
                        id, command, Optional.ofNullable(parameters), now.plus(deadline));
        CommandSender sender = new CommandSender(running, now);
        if (selector != null) {
            sender.sendBulk(id, BulkKind.COMMAND, selector, "", payload, Map.of());
        } else {
            sender.send(devices, payload);
        }
        output.say(id);
        if (!wait) {
            return 0;
        }
        List<CommandState> ends =
                new CommandLog(running)
                        .await(
                                id,
                                devices,
                                now.minus(SLACK),
                                deadline.plus(SLACK),
                                step -> output.note(line(step)));
        if (ends.size() < Math.toIntExact(devices.stream().distinct().count())) {
            output.note("no end of it came in time; does the job shadow run?");
            return 1;
        }
        return ends.stream().allMatch(end -> end.getState() == CommandStateKind.DONE) ? 0 : 1;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists commands and where they stand, the latest last.")
    int list(
            @Mixin ClusterOptions cluster,
            @Option(names = "--device", paramLabel = "DEVICE") Optional<String> device,
            @Option(names = "--bulk", paramLabel = "ID", description = "Of that bulk request.")
                    Optional<String> bulk,
            @Option(names = "--state", description = "${COMPLETION-CANDIDATES}")
                    Optional<CommandStateKind> state,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            defaultValue = "PT24H",
                            converter = TimeOrAge.class,
                            description = "ISO-8601, or how long ago; default PT24H.")
                    Instant since,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "The latest N; default 100.")
                    int limit,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        List<CommandState> all =
                new CommandLog(cluster.cluster())
                        .latest(since, filter(device, bulk)).stream()
                                .filter(row -> state.isEmpty() || row.getState() == state.get())
                                .toList();
        List<CommandState> shown = all.subList(Math.max(0, all.size() - limit), all.size());
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(shown.stream().map(RecordTree::of).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (CommandState row : shown) {
            rows.add(
                    List.of(
                            row.getCommandId(),
                            row.getDeviceId(),
                            row.getCommand(),
                            row.getState(),
                            row.getAttempts(),
                            row.getCreatedAt(),
                            row.getDeadline(),
                            Objects.requireNonNullElse(row.getMessage(), "")));
        }
        output.print(
                TextTable.of(
                        List.of(
                                "command id",
                                "device",
                                "command",
                                "state",
                                "sent",
                                "created at",
                                "deadline",
                                "message"),
                        rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows every step of a command.")
    int show(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "COMMAND-ID") String id,
            @Option(names = "--device", paramLabel = "DEVICE") Optional<String> device,
            @Option(names = "--json", description = "JSON instead of YAML.") boolean json)
            throws IOException {
        List<CommandState> steps =
                new CommandLog(cluster.cluster())
                        .steps(
                                Instant.EPOCH,
                                filter(device, Optional.empty())
                                        .and(row -> row.getCommandId().equals(id)));
        if (steps.isEmpty()) {
            throw new IOException("nothing is known of a command '" + id + "'");
        }
        List<Map<String, Object>> trees = steps.stream().map(RecordTree::of).toList();
        new Output(spec)
                .print(
                        json
                                ? RecordTree.json(trees) + "\n"
                                : RecordTree.yaml(Map.of("steps", trees)));
        return 0;
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Prints what becomes of commands as it happens, until Ctrl-C.")
    int watch(
            @Mixin ClusterOptions cluster,
            @Option(names = "--device", paramLabel = "DEVICE") Optional<String> device,
            @Option(names = "--bulk", paramLabel = "ID", description = "Of that bulk request.")
                    Optional<String> bulk,
            @Option(names = "--for", paramLabel = "DURATION", description = "Ends after that time.")
                    Optional<Duration> patience)
            throws IOException {
        Output output = new Output(spec);
        new CommandLog(cluster.cluster())
                .follow(
                        Instant.now(),
                        patience,
                        filter(device, bulk),
                        step -> output.say(line(step)));
        return 0;
    }

    private void check(
            List<String> devices,
            Selector selector,
            String command,
            Duration deadline,
            boolean wait) {
        if ((devices == null) == (selector == null)) {
            throw wrong("name devices by --device or by --selector, not both");
        }
        if (devices != null) {
            for (String device : devices) {
                if (!device.matches("[A-Za-z0-9:_-]{1,128}")) {
                    throw wrong("--device is '" + device + "', expected [A-Za-z0-9:_-]{1,128}");
                }
            }
        }
        if (!command.matches("[\\x21-\\x7E]{1,128}")) {
            throw wrong("--command is '" + command + "', expected a word");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw wrong("--deadline is " + deadline + ", expected a time such as PT10M");
        }
        if (wait && selector != null) {
            throw wrong(
                    "--wait goes with --device; follow it with ./fleet command watch --bulk ID");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Predicate<CommandState> filter(Optional<String> device, Optional<String> bulk) {
        return row ->
                (device.isEmpty() || device.get().equals(row.getDeviceId()))
                        && (bulk.isEmpty() || bulk.get().equals(row.getBulkId()));
    }

    private static String line(CommandState step) {
        return step.getChangedAt()
                + " "
                + step.getDeviceId()
                + " "
                + step.getCommandId()
                + " "
                + step.getState()
                + (step.getMessage() == null ? "" : ": " + step.getMessage());
    }
}
