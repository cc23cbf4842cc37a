package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that outlives this JVM by a little, to end what a killed JVM cannot.
 *
 * <p>It knows the processes of the run. When this JVM dies, or {@link #close} is called, its input
 * ends: it waits up to 40 s for them to end by themselves, kills the rest and removes the
 * directories it was given.
 */
final class Reaper implements AutoCloseable {
    private static final long LONGEST_SECONDS = 90;
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            pids=''
            while read -r sign pid; do
              rest=''
              for p in $pids; do [ "$p" = "$pid" ] || rest="$rest $p"; done
              pids=$rest
              [ "$sign" = '+' ] && pids="$pids $pid"
            done
            tries=0
            while [ $tries -lt 400 ]; do
              alive=''
              for p in $pids; do kill -0 "$p" 2>/dev/null && alive="$alive $p"; done
              [ -z "$alive" ] && break
              sleep 0.1
              tries=$((tries + 1))
            done
            for p in $alive; do kill -9 "$p" 2>/dev/null; done
            rm -rf "$@"
            """;

    private final Process shell;
    private final OutputStream orders;
    private boolean closed;

    /** Starts the shell, which removes the directories at the end. */
    Reaper(List<Path> directories) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "fleet-reaper"));
        directories.forEach(directory -> command.add(directory.toString()));
        try {
            shell =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new SandboxException("no shell (sh) to clean up behind the sandbox", e);
        }
        orders = shell.getOutputStream();
    }

    /** Process id of the shell. */
    long pid() {
        return shell.pid();
    }

    /** From now on this process ends with the run. */
    void watch(long pid) {
        order("+ " + pid);
    }

    /** This process is gone; its id may belong to somebody else soon. */
    void forget(long pid) {
        order("- " + pid);
    }

    private synchronized void order(String line) {
        if (closed) {
            return;
        }
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            throw new SandboxException("the shell that cleans up behind the sandbox is gone", e);
        }
    }

    /** Has it do its work and waits for that. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                closed = true;
                orders.close();
            }
            if (!shell.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new SandboxException(
                        "the clean-up behind the sandbox hangs, process " + pid());
            }
        } catch (IOException e) {
            throw new SandboxException("the shell that cleans up behind the sandbox is gone", e);
        } catch (InterruptedException e) {
            // It works on without us.
            Thread.currentThread().interrupt();
        }
    }
}
