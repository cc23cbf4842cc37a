package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.support.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One child process with its log file.
 *
 * <p>It does not see the terminal's Ctrl-C: this JVM gets that and stops its children in order. It
 * ends when its standard input does, see {@code ProcessHost}.
 */
final class ManagedProcess {
    private static final Duration READY_DEADLINE = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<String> DEAF_TO_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Process process;
    private final CompletableFuture<Void> end;
    private final ProcessLog log;

    private ManagedProcess(
            String name, Process process, CompletableFuture<Void> end, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.end = end;
        this.log = log;
    }

    /** Starts a process; its output is appended to the log file. */
    static ManagedProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path logFile,
            Reaper reaper) {
        ProcessLog log = ProcessLog.appendTo(logFile);
        List<String> whole = new ArrayList<>(DEAF_TO_TERMINAL);
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            long pid = process.pid();
            reaper.watch(pid);
            return new ManagedProcess(
                    name, process, process.onExit().thenRun(() -> reaper.forget(pid)), log);
        } catch (IOException e) {
            throw new SandboxException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the check passes.
     *
     * @throws ProcessFailedException if the process ends before, or does not pass in three minutes
     */
    void awaitReady(Check check) {
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        try {
            while (!check.passes()) {
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("ended with status " + process.exitValue());
                }
                if (System.nanoTime() > deadline) {
                    throw failure("was not ready in " + READY_DEADLINE.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("the start of " + name + " was interrupted", e);
        }
    }

    private ProcessFailedException failure(String what) {
        return new ProcessFailedException(name, what, log);
    }

    /** Waits for the end of a process that ends by itself; its exit status. */
    int awaitEnd(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("did not end in " + deadline.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("waiting for " + name + " was interrupted", e);
        }
    }

    /** What it wrote since it was started. */
    ProcessLog log() {
        return log;
    }

    /** Ends it in order; by force when that takes longer than 40 s. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is ending already: the other end of the pipe is gone.
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Kills it and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        end.join();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }
}
