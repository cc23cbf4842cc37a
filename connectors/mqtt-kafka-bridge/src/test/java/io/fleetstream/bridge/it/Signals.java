package io.fleetstream.bridge.it;

import java.io.IOException;

/** Sends signals to processes that a test started. */
final class Signals {
    private Signals() {}

    /** Lets a process stand still, as one that gets no CPU. */
    static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
    }

    /** Lets it go on. */
    static void go(long pid) throws IOException, InterruptedException {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " " + pid + " ended with " + status);
        }
    }
}
