package io.fleetstream.benchmarks.child;

import io.fleetstream.benchmarks.measure.Sample;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The parent's end of a {@link ChildMain}; for one thread. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Class<? extends Variant> variant;
    private final Path log;
    private final boolean guest;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final ExecutorService reader;

    private ChildProcess(String name, Class<? extends Variant> variant, Path log, Process process) {
        this.name = name;
        this.variant = variant;
        this.log = log;
        this.guest = false;
        this.process = process;
        this.requests =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.reader =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "answers-of-" + name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    private ChildProcess(String name, Class<? extends Variant> variant, ChildProcess host) {
        this.name = name;
        this.variant = variant;
        this.log = host.log;
        this.guest = true;
        this.process = host.process;
        this.requests = host.requests;
        this.answers = host.answers;
        this.reader = host.reader;
    }

    /**
     * Starts a JVM for the variant, with the same flags for every variant and this class path.
     *
     * @param run directory of the run: its log goes into {@code logs}, temporary files into {@code
     *     tmp}, which the sandbox there removes
     */
    public static ChildProcess start(String name, Class<? extends Variant> variant, Path run)
            throws IOException {
        return start(name, variant, run, ChildJvm.HEAP, Optional.empty());
    }

    /**
     * As {@link #start(String, Class, Path)}, with a flight recording.
     *
     * @param recording file that is there once the child has been closed; empty for none
     */
    public static ChildProcess start(
            String name, Class<? extends Variant> variant, Path run, Optional<Path> recording)
            throws IOException {
        return start(name, variant, run, ChildJvm.HEAP, recording);
    }

    /**
     * As {@link #start(String, Class, Path)}, with a heap of its own.
     *
     * @param heap the JVM's flags for its heap
     */
    public static ChildProcess start(
            String name, Class<? extends Variant> variant, Path run, List<String> heap)
            throws IOException {
        return start(name, variant, run, heap, Optional.empty());
    }

    /** As {@link #start(String, Class, Path)}, with a heap of its own and a flight recording. */
    public static ChildProcess start(
            String name,
            Class<? extends Variant> variant,
            Path run,
            List<String> heap,
            Optional<Path> recording)
            throws IOException {
        Path log = Files.createDirectories(run.resolve("logs")).resolve(name + ".log");
        Path temporary = Files.createDirectories(run.resolve("tmp"));
        List<String> command = new ArrayList<>(ChildJvm.command(temporary, heap, recording));
        command.add(ChildMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(log.toFile());
        return new ChildProcess(name, variant, log, builder.start());
    }

    /**
     * One more variant in the process of this one, for runs whose figures nobody compares: with its
     * heap and its log, and gone when this one is closed.
     */
    ChildProcess takeIn(String guestName, Class<? extends Variant> guestVariant) {
        return new ChildProcess(guestName, guestVariant, this);
    }

    /**
     * Asks for one drain and waits for it.
     *
     * @throws IOException if the child failed, or did not answer in time; the message names its log
     */
    public Sample drain(Request request, Duration limit) throws IOException {
        requests.write(Wire.write(new Order(name, variant.getName(), request)));
        requests.newLine();
        requests.flush();
        String line = answer(limit);
        if (line == null) {
            throw new IOException(name + " has failed, see " + log);
        }
        return Wire.read(line, Sample.class);
    }

    private String answer(Duration limit) throws IOException {
        try {
            return CompletableFuture.supplyAsync(this::readLine, reader)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    name + " did not finish within " + limit.toSeconds() + " s, see " + log, e);
        } catch (ExecutionException e) {
            throw new IOException(name + " cannot be read, see " + log, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, e);
        }
    }

    private String readLine() {
        try {
            String line = answers.readLine();
            // The JVM itself says on standard output that it records.
            while (line != null && !line.startsWith("{")) {
                line = answers.readLine();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the child, by force if it takes longer than its grace; nothing for one taken in. */
    @Override
    public void close() throws IOException {
        if (guest) {
            return;
        }
        try {
            requests.close();
        } catch (IOException e) {
            // A child that is gone has closed the other end; that is what is wanted.
            process.destroy();
        }
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        reader.shutdownNow();
    }
}
