package io.fleetstream.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory below {@code .fleet} that belongs to one running stack: {@code name}, or {@code
 * name-2}, {@code name-3} … while the earlier ones are in use. A file lock, which the system frees
 * with the process however it ends, says whether one is. What an earlier stack left in it is
 * deleted at the claim.
 */
public final class StackDirectory implements AutoCloseable {
    private static final int MOST = 50;

    private final Path state;
    private final Path path;
    private final int number;
    private final FileChannel channel;
    private final List<Path> files = new ArrayList<>();

    private StackDirectory(Path state, Path path, int number, FileChannel channel) {
        this.state = state;
        this.path = path;
        this.number = number;
        this.channel = channel;
    }

    /**
     * Claims the first free directory.
     *
     * @throws IOException if the directories cannot be written, or all are in use
     */
    public static StackDirectory claim(Path state, String name) throws IOException {
        Files.createDirectories(state);
        for (int number = 1; number <= MOST; number++) {
            String own = number == 1 ? name : name + "-" + number;
            FileChannel channel = lock(state.resolve(own + ".lock"));
            if (channel != null) {
                Path path = state.resolve(own);
                deleteTree(path);
                Files.createDirectories(path);
                return new StackDirectory(state, path, number, channel);
            }
        }
        throw new IOException(MOST + " stacks are running already; stop one of them");
    }

    /** Where the stack keeps its data. */
    public Path path() {
        return path;
    }

    /** {@code endpoints.env} of the state directory for the first stack, own ones for others. */
    public Path endpointsFile() {
        return (number == 1 ? state : path).resolve("endpoints.env");
    }

    /** Deletes the file when the stack ends; also when the process is told to end. */
    public void deleteOnClose(Path file) {
        files.add(file);
        file.toFile().deleteOnExit();
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        channel.close();
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this very process holds it
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    private static void deleteTree(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
