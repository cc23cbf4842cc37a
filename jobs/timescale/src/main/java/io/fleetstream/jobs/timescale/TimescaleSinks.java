package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.PostgresSinks;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.timescale.domain.RegistryRow;
import io.fleetstream.jobs.timescale.domain.StatusRow;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.SequenceEvent;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes.
 *
 * @param readings table {@code device_readings}
 * @param deadLetters table {@code dead_letters}
 * @param facts what ingest learnt, in table {@code devices}
 * @param registry what the operator wrote, in table {@code devices}
 * @param status table {@code device_status}
 * @param deviceHours table {@code device_hours}
 * @param sequenceEvents table {@code device_sequence_events}
 * @param replays readings that came by a replay, into table {@code dead_letter_replays}
 * @param refused records this job cannot decode, to {@code telemetry.dead-letters}
 */
public record TimescaleSinks(
        Sink<ReadingRow> readings,
        Sink<DeadLetter> deadLetters,
        Sink<DeviceFacts> facts,
        Sink<RegistryRow> registry,
        Sink<StatusRow> status,
        Sink<DeviceHour> deviceHours,
        Sink<SequenceEvent> sequenceEvents,
        Sink<Reading> replays,
        Sink<DeadLetter> refused) {

    /** Into the database of the configuration. */
    public static TimescaleSinks postgres(TimescaleConfig config, CheckpointConfig checkpoints) {
        return new TimescaleSinks(
                PostgresSinks.of(config.postgres(), Tables.READINGS, Tables::bindReading),
                PostgresSinks.of(config.postgres(), Tables.DEAD_LETTERS, Tables::bindDeadLetter),
                PostgresSinks.of(config.postgres(), DeviceTable.FACTS, DeviceTable::bindFacts),
                PostgresSinks.of(
                        config.postgres(), DeviceTable.REGISTRY, DeviceTable::bindRegistry),
                PostgresSinks.of(config.postgres(), Tables.STATUS, Tables::bindStatus),
                PostgresSinks.of(config.postgres(), LossTables.DEVICE_HOURS, LossTables::bindHour),
                PostgresSinks.of(
                        config.postgres(),
                        LossTables.SEQUENCE_EVENTS,
                        LossTables::bindSequenceEvent),
                PostgresSinks.of(config.postgres(), LossTables.REPLAYS, LossTables::bindReplay),
                DeadLetters.sink(config.kafka(), config.groupId() + "-dead-letters", checkpoints));
    }
}
