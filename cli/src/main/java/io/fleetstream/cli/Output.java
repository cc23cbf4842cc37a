package io.fleetstream.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes to. */
final class Output {
    private final PrintWriter out;
    private final PrintWriter err;

    Output(CommandSpec spec) {
        out = spec.commandLine().getOut();
        err = spec.commandLine().getErr();
    }

    /** A line of the answer. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** The answer, which has its line ends already. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** A line about how it goes, or what went wrong; not part of the answer. */
    void note(String line) {
        err.println(line);
        err.flush();
    }
}
