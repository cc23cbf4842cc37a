package io.fleetstream.emulator;

import io.fleetstream.emulator.command.EmulatorCommand;

/** Entry of the runnable jar. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class EmulatorMain {
    private EmulatorMain() {}

    /** Runs one command and leaves with its exit code. */
    public static void main(String[] args) {
        System.exit(EmulatorCommand.commandLine().execute(args));
    }
}
