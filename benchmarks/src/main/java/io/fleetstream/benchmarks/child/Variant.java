package io.fleetstream.benchmarks.child;

import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;

/**
 * One way to drain the same records, inside a process of its own. Needs a constructor without
 * arguments; keeps what is costly to start, such as a cluster, from drain to drain.
 */
public interface Variant extends AutoCloseable {
    /**
     * Drains once.
     *
     * @param request where to read and how many records must come
     * @return what it took, counted over exactly those records
     * @throws Exception if anything fails; the run ends then
     */
    Sample drain(Request request) throws Exception;

    @Override
    default void close() throws IOException {}
}
