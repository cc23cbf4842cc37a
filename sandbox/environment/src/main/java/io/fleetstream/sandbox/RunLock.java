package io.fleetstream.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The exclusive use of a run's directory, emptied of what a former run left. */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory.
     *
     * @throws SandboxException if another sandbox has it
     */
    static RunLock take(RunContext context) {
        try {
            Files.createDirectories(context.directory());
            FileChannel channel =
                    FileChannel.open(
                            context.directory().resolve("sandbox.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new SandboxException(
                        "another sandbox runs in "
                                + context.directory()
                                + "; choose another directory");
            }
            delete(context.temporary());
            delete(context.logs());
            if (!context.keepData()) {
                delete(context.data());
            }
            Files.createDirectories(context.temporary());
            Files.createDirectories(context.logs());
            Files.createDirectories(context.data());
            return new RunLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("no sandbox possible in " + context.directory(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the sandbox cannot be given back", e);
        }
    }
}
