package io.fleetstream.jobs.timescale;

import io.fleetstream.schemas.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A table at the end of a stream that gives back what it refuses; {@code Sink} has no such way. */
@FunctionalInterface
public interface TableOutput<T> {
    /**
     * Writes the stream.
     *
     * @param uid of the operator
     * @return a dead letter for every row that will never be taken
     */
    DataStream<DeadLetter> write(DataStream<T> rows, String uid);
}
