package io.fleetstream.cli;

import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command throws into one line on standard error and exit status 1, and wrong usage
 * into one line and exit status 2. With {@code FLEET_DEBUG} set in the environment the stack trace
 * follows.
 */
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(prefix(command) + message(failure));
        if (System.getenv("FLEET_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .println(prefix(command) + message(failure) + " (--help says what is accepted)");
        return CommandLine.ExitCode.USAGE;
    }

    private static String prefix(CommandLine command) {
        return command.getCommandSpec().qualifiedName() + ": ";
    }

    private static String message(Throwable failure) {
        String own = failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "there is no file '" + own + "'";
        }
        String text = own == null ? failure.getClass().getSimpleName() : own;
        String reason = deepest(failure);
        // wrapped more briefly or repeated, it is there already
        if (reason != null && !text.contains(reason) && !reason.contains(text)) {
            text += ": " + reason;
        }
        // Flyway draws lines between its message and that of the database, which is in the first
        return text.strip().replaceAll("\\s+", " ").replaceAll(" -{10,}.*", "");
    }

    /** What began it: wrappers such as "Failed to construct" do not say what to do. */
    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
