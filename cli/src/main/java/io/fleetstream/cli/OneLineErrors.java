package io.fleetstream.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command throws into one line on standard error and exit status 1. With {@code
 * FLEET_DEBUG} set in the environment the stack trace follows.
 */
final class OneLineErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("fleet " + command.getCommandName() + ": " + message(failure));
        if (System.getenv("FLEET_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        String own = failure.getMessage();
        String text = own == null ? failure.getClass().getSimpleName() : own;
        return text.strip().replace('\n', ' ');
    }
}
