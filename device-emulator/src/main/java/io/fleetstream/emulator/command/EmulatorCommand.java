package io.fleetstream.emulator.command;

import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that holds the others. */
@Command(
        name = "fleet-device-emulator",
        description = "Virtual devices and replay of recordings over MQTT.",
        mixinStandardHelpOptions = true,
        version = "fleet-device-emulator 0.1.0",
        subcommands = {RunCommand.class, ReplayCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class EmulatorCommand implements Runnable {

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: run or replay (--help shows more)");
    }

    /** The command line, with errors told in one line on stderr. */
    public static CommandLine commandLine() {
        return configure(new CommandLine(new EmulatorCommand()));
    }

    /** Gives a command line that contains these commands the same manners. */
    public static CommandLine configure(CommandLine line) {
        line.setExecutionExceptionHandler(
                (failure, command, result) -> {
                    command.getErr().println(oneLine(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                });
        line.setParameterExceptionHandler(
                (failure, arguments) -> {
                    failure.getCommandLine().getErr().println(oneLine(failure));
                    return CommandLine.ExitCode.USAGE;
                });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static String oneLine(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "error: there is no file " + failure.getMessage();
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return "error: " + message.replace('\n', ' ');
    }
}
