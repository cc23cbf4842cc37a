package io.fleetstream.cli;

import io.fleetstream.cli.rollout.ControlDesk;
import io.fleetstream.cli.rollout.KnownRollout;
import io.fleetstream.schemas.RolloutCommand;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks something of a rollout, and tells where it stands then. */
abstract class RolloutOrderCommand implements Callable<Integer> {
    @Mixin private ClusterOptions cluster;

    @Parameters(paramLabel = "ROLLOUT", description = "Its name.")
    private String id;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks; default: ${DEFAULT-VALUE}.")
    private String actor;

    @Option(
            names = "--expects",
            paramLabel = "VERSION",
            description = "Only if it is in that version still, as 'status' tells it.")
    private Long expects;

    @Spec private CommandSpec spec;

    private final RolloutCommand command;

    private RolloutOrderCommand(RolloutCommand command) {
        this.command = command;
    }

    @Override
    public Integer call() throws IOException {
        KnownRollout after =
                new ControlDesk(cluster.cluster(), actor).command(id, command, expects);
        new Output(spec)
                .say(id + " is " + after.view().status() + ", version " + after.view().version());
        return 0;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approves the start, or the next stage where the rollout asks for it.")
    static final class Approve extends RolloutOrderCommand {
        Approve() {
            super(RolloutCommand.APPROVE);
        }
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Lets it begin as soon as it is approved.")
    static final class Start extends RolloutOrderCommand {
        Start() {
            super(RolloutCommand.START);
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "No other device is told for now.")
    static final class Pause extends RolloutOrderCommand {
        Pause() {
            super(RolloutCommand.PAUSE);
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Goes on after a pause, whoever paused it.")
    static final class Resume extends RolloutOrderCommand {
        Resume() {
            super(RolloutCommand.RESUME);
        }
    }

    @Command(
            name = "abort",
            mixinStandardHelpOptions = true,
            description = "No other device is told ever, and what waits in queues is called off.")
    static final class Abort extends RolloutOrderCommand {
        Abort() {
            super(RolloutCommand.ABORT);
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Aborts, and orders the previous version for whoever has the update.")
    static final class Rollback extends RolloutOrderCommand {
        Rollback() {
            super(RolloutCommand.ROLLBACK);
        }
    }
}
