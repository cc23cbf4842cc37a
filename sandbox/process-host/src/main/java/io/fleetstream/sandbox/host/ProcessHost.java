package io.fleetstream.sandbox.host;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends the process when its parent does.
 *
 * <p>Usage: {@code ProcessHost <main-class> [arguments]}. The parent keeps the other end of
 * standard input open and never writes. When it closes it, or dies in whatever way, standard input
 * ends here and the process exits with status 0, shutdown hooks included; if those take longer than
 * {@link #GRACE_SECONDS} it is halted with status {@link #HALTED}.
 */
public final class ProcessHost {
    /**
     * System property: seconds the shutdown hooks may take after the end of the parent, 30 unless
     * set. A broker on a busy machine needs more than ten to put its data away.
     */
    public static final String GRACE_SECONDS = "fleet.grace-seconds";

    /** Exit status of a process whose shutdown hooks took too long. */
    public static final int HALTED = 70;

    private static final int DEFAULT_GRACE_SECONDS = 30;
    private static final int USAGE = 64;
    private static final int FAILED = 1;

    private ProcessHost() {}

    /** Starts the watch, then calls {@code main} of the class named by the first argument. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (arguments.length == 0) {
            System.err.println("usage: ProcessHost <main-class> [arguments]");
            System.exit(USAGE);
        }
        daemon("parent-watch", ProcessHost::exitWithParent).start();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            // What java(1) does with an exception out of main, but also where other threads live
            // on.
            e.getCause().printStackTrace();
            System.exit(FAILED);
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nobody is expected to write; whatever comes is dropped
            }
        } catch (IOException e) {
            System.err.println("ProcessHost: standard input is broken, leaving: " + e);
        }
        daemon("halt", ProcessHost::haltAfterGrace).start();
        System.exit(0);
    }

    private static void haltAfterGrace() {
        int grace = Integer.getInteger(GRACE_SECONDS, DEFAULT_GRACE_SECONDS);
        long deadline = System.nanoTime() + grace * 1_000_000_000L;
        try {
            while (System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("ProcessHost: shutdown took over " + grace + " s, halting");
        Runtime.getRuntime().halt(HALTED);
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
