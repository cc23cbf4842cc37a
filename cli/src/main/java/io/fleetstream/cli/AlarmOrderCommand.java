package io.fleetstream.cli;

import io.fleetstream.cli.alarm.AlarmDesk;
import io.fleetstream.cli.alarm.AlarmLog;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmCommandKind;
import io.fleetstream.schemas.AlarmVerdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks something of alarms, and tells what came of it if that is wanted. */
abstract class AlarmOrderCommand implements Callable<Integer> {
    /** Orders take their place behind the bound for readings, and wait for arrival time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

    @Mixin private ClusterOptions cluster;
    @Mixin private AlarmChoice choice;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks; default: ${DEFAULT-VALUE}.")
    private String actor;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    private String comment;

    @Spec private CommandSpec spec;

    private final AlarmCommandKind kind;

    private AlarmOrderCommand(AlarmCommandKind kind) {
        this.kind = kind;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Cluster running = cluster.cluster();
        AlarmLog log = new AlarmLog(running);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<AlarmCommand> commands = new ArrayList<>();
        for (AlarmChoice.Chosen chosen : choice.chosen(spec, log)) {
            commands.add(
                    complete(
                                    AlarmCommand.newBuilder()
                                            .setCommandId("alarm-" + UUID.randomUUID())
                                            .setDeviceId(chosen.device())
                                            .setRuleId(chosen.rule())
                                            .setAlarmId(chosen.alarm())
                                            .setKind(kind)
                                            .setIssuedAt(now)
                                            .setActor(actor)
                                            .setComment(comment))
                            .build());
        }
        new AlarmDesk(running).send(commands);
        Output output = new Output(spec);
        commands.forEach(command -> output.say(command.getCommandId()));
        return isAwaited() && !came(log, commands, now, output) ? 1 : 0;
    }

    private static boolean came(
            AlarmLog log, List<AlarmCommand> commands, Instant since, Output output)
            throws IOException {
        Set<String> waiting = new HashSet<>();
        commands.forEach(command -> waiting.add(command.getCommandId()));
        boolean all =
                log.follow(
                        since,
                        Optional.of(PATIENCE),
                        event -> {
                            if (waiting.remove(event.getCommandId())) {
                                output.note(AlarmLine.of(event));
                            }
                            return !waiting.isEmpty();
                        });
        if (!all) {
            output.note(
                    "nothing came of "
                            + String.join(", ", waiting)
                            + ": such an alarm is not there, or the job anomaly does not run");
        }
        return all;
    }

    /** Refuses what the job would refuse. */
    void check() {}

    /** Whether to wait for what comes of it. */
    boolean isAwaited() {
        return false;
    }

    /** Adds what only this kind has. */
    AlarmCommand.Builder complete(AlarmCommand.Builder command) {
        return command;
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** One whose effect is told as something that happened to the alarm. */
    private abstract static class Told extends AlarmOrderCommand {
        @Option(
                names = "--wait",
                description =
                        "Waits up to a minute for what comes of it; exit status 1 if nothing.")
        private boolean wait;

        private Told(AlarmCommandKind kind) {
            super(kind);
        }

        @Override
        boolean isAwaited() {
            return wait;
        }
    }

    @Command(
            name = "ack",
            mixinStandardHelpOptions = true,
            description = "Acknowledges alarms: somebody has seen them, reminders end.")
    static final class Acknowledge extends Told {
        Acknowledge() {
            super(AlarmCommandKind.ACKNOWLEDGE);
        }
    }

    @Command(
            name = "snooze",
            mixinStandardHelpOptions = true,
            description =
                    "Ends alarms for a time; what is still wrong then is raised again, as a new"
                            + " alarm.")
    static final class Snooze extends Told {
        @Option(
                names = "--for",
                required = true,
                paramLabel = "DURATION",
                description = "For how long, such as PT1H.")
        private Duration length;

        Snooze() {
            super(AlarmCommandKind.SNOOZE);
        }

        @Override
        void check() {
            if (length.toSeconds() < 1 || length.compareTo(LONGEST_SNOOZE) > 0) {
                throw wrong("--for is " + length + ", expected PT1S to P366D");
            }
        }

        @Override
        AlarmCommand.Builder complete(AlarmCommand.Builder command) {
            return command.setSnoozeSeconds(length.toSeconds());
        }
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Ends alarms, and raises none again until they are enabled.")
    static final class Disable extends AlarmOrderCommand {
        Disable() {
            super(AlarmCommandKind.DISABLE);
        }
    }

    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Has alarms raised again after a disable or snooze.")
    static final class Enable extends AlarmOrderCommand {
        Enable() {
            super(AlarmCommandKind.ENABLE);
        }
    }

    @Command(
            name = "clear",
            aliases = "reset",
            mixinStandardHelpOptions = true,
            description = {
                "Ends alarms by hand, and watches from the beginning.",
                "",
                "What is still wrong is raised again after its hold, as a new alarm."
            })
    static final class Clear extends Told {
        Clear() {
            super(AlarmCommandKind.CLEAR);
        }
    }

    @Command(
            name = "verdict",
            mixinStandardHelpOptions = true,
            description = "Says whether alarms were right; changes none.")
    static final class Judge extends AlarmOrderCommand {
        @Option(
                names = "--verdict",
                required = true,
                paramLabel = "VERDICT",
                description = "true_positive, false_positive, benign_positive, unknown.")
        private AlarmVerdict verdict;

        Judge() {
            super(AlarmCommandKind.VERDICT);
        }

        @Override
        void check() {
            if (verdict == AlarmVerdict.UNSPECIFIED) {
                throw wrong("--verdict says nothing");
            }
        }

        @Override
        AlarmCommand.Builder complete(AlarmCommand.Builder command) {
            return command.setVerdict(verdict);
        }
    }
}
