package io.fleetstream.jobs.aggregate.state;

import io.fleetstream.jobs.aggregate.domain.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How values of one type stand in state and between operators. What stands in state begins with the
 * version of its layout, so that the next version of the job reads what this one wrote.
 *
 * @param name under which savepoints know it
 * @param type of the values
 * @param immutable whether nobody ever writes into one, so that a copy is the same object
 * @param writer writes a value
 * @param reader reads what the writer wrote
 */
public record Format<T>(
        String name, Class<T> type, boolean immutable, Writer<T> writer, Reader<T> reader) {

    /** Writes a value. */
    @FunctionalInterface
    public interface Writer<T> {
        /** Writes it. */
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads a value. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads it. */
        T read(DataInput in, Texts texts) throws IOException;
    }
}
