package io.fleetstream.jobs.ingest;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What comes out of the ingest step.
 *
 * @param readings in the order of each device's messages, on the subtask of the device's key
 * @param deadLetters messages that cannot be used
 * @param duplicates messages of which nothing was new
 * @param facts what is learnt about devices
 * @param sequenceEvents gaps, fills and resets of counters
 * @param deviceHours books of devices, each time they are published
 * @param time no elements; the watermarks behind which all of the others are
 */
public record IngestStreams(
        SingleOutputStreamOperator<Reading> readings,
        DataStream<DeadLetter> deadLetters,
        DataStream<Duplicate> duplicates,
        DataStream<DeviceFacts> facts,
        DataStream<SequenceEvent> sequenceEvents,
        DataStream<DeviceHour> deviceHours,
        DataStream<Long> time) {

    /** The same, with the dead letters of those who go on with the readings among its own. */
    public IngestStreams withDeadLetters(DataStream<DeadLetter> more) {
        return new IngestStreams(
                readings,
                deadLetters.union(more),
                duplicates,
                facts,
                sequenceEvents,
                deviceHours,
                time);
    }
}
