package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ShadowEvent;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What {@link FanOutTopology} makes.
 *
 * @param downlink commands on their way to devices
 * @param requests what is appended to the devices' own partitions
 * @param commandStates every change of every command
 * @param drift devices that report something else than their cohort; empty if that is off
 * @param deadLetters records that cannot be used
 */
public record FanOutStreams(
        DataStream<KafkaRecord> downlink,
        DataStream<KafkaRecord> requests,
        DataStream<CommandState> commandStates,
        Optional<DataStream<ShadowEvent>> drift,
        DataStream<DeadLetter> deadLetters) {

    /** All events, those of the shadows and those about drift. */
    DataStream<ShadowEvent> eventsWith(DataStream<ShadowEvent> others) {
        return drift.isPresent() ? others.union(drift.get()) : others;
    }
}
