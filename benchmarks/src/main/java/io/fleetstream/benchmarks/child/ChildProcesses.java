package io.fleetstream.benchmarks.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts the processes of a benchmark's variants: one for each, or, for a run that shows only that
 * it runs, one for all of them. A process and, in it, a cluster take seconds to start, which is
 * most of what such a run takes.
 */
public final class ChildProcesses implements AutoCloseable {
    private final Path directory;
    private final List<String> heap;
    private final boolean shared;
    private ChildProcess host;

    /**
     * None yet.
     *
     * @param directory as {@link ChildProcess#start(String, Class, Path)} has it
     * @param heap the JVM's flags for its heap
     * @param shared whether one process is enough
     */
    public ChildProcesses(Path directory, List<String> heap, boolean shared) {
        this.directory = directory;
        this.heap = List.copyOf(heap);
        this.shared = shared;
    }

    /** As {@link #ChildProcesses(Path, List, boolean)}, with the heap of most variants. */
    public ChildProcesses(Path directory, boolean shared) {
        this(directory, ChildJvm.HEAP, shared);
    }

    /**
     * The process of one more variant, to be closed by the caller: where it is not shared, it ends
     * then.
     *
     * @param recording file for a flight recording; not where one process is shared
     */
    public ChildProcess start(
            String name, Class<? extends Variant> variant, Optional<Path> recording)
            throws IOException {
        if (!shared) {
            return ChildProcess.start(name, variant, directory, heap, recording);
        }
        if (recording.isPresent()) {
            throw new IllegalArgumentException(name + " cannot be recorded alone");
        }
        if (host == null) {
            host = ChildProcess.start(name, variant, directory, heap);
        }
        return host.takeIn(name, variant);
    }

    /** Ends the process that is shared. */
    @Override
    public void close() throws IOException {
        if (host != null) {
            host.close();
        }
    }
}
