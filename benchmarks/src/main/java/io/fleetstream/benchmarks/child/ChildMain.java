package io.fleetstream.benchmarks.child;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs one {@link Variant} until standard input ends.
 *
 * <p>Usage: {@code ChildMain <class of the variant>}.
 */
public final class ChildMain {
    private static final int FAILED = 1;

    private ChildMain() {}

    /** Answers every request; an exception ends the process, with its trace in the log. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // Whatever a library prints must not stand between the answers.
        System.setOut(System.err);
        // Clusters and clients have threads that would keep a failed process alive.
        Thread.currentThread().setUncaughtExceptionHandler(ChildMain::halt);
        BufferedReader requests =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Variant variant =
                Class.forName(arguments[0])
                        .asSubclass(Variant.class)
                        .getDeclaredConstructor()
                        .newInstance()) {
            String line = requests.readLine();
            while (line != null) {
                // What the drain before left behind is not this one's to collect.
                System.gc();
                answers.println(Wire.write(variant.drain(Wire.read(line, Request.class))));
                answers.flush();
                line = requests.readLine();
            }
        }
        System.exit(0);
    }

    private static void halt(Thread thread, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
