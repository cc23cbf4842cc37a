package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.jdbc.PostgresSinks;
import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.connectors.postgres.TableStreams;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.timescale.domain.RegistryRow;
import io.fleetstream.jobs.timescale.domain.StatusRow;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * What the job writes. Tables with many rows are written by {@code COPY}, the others by a statement
 * per row.
 *
 * @param readings table {@code device_readings}
 * @param aggregates table {@code window_aggregates}
 * @param lateReadings table {@code late_readings}
 * @param shadows table {@code device_shadows}
 * @param shadowHistory table {@code device_shadow_history}
 * @param shadowEvents table {@code shadow_events}
 * @param commands table {@code device_commands}
 * @param commandStates table {@code device_command_states}
 * @param alarms table {@code alarms}
 * @param alarmEvents table {@code alarm_events}
 * @param executions table {@code rollout_executions}
 * @param rollouts table {@code rollouts}
 * @param rolloutSteps table {@code rollout_steps}
 * @param archivedFiles table {@code archived_files}
 * @param deadLetters table {@code dead_letters}
 * @param facts what ingest learnt, in table {@code devices}
 * @param registry what the operator wrote, in table {@code devices}
 * @param status table {@code device_status}
 * @param deviceHours table {@code device_hours}
 * @param sequenceEvents table {@code device_sequence_events}
 * @param replays readings that came by a replay, into table {@code dead_letter_replays}
 * @param refused records this job cannot decode, and rows refused, to {@code
 *     telemetry.dead-letters}
 */
public record TimescaleSinks(
        TableOutput<ReadingRow> readings,
        TableOutput<WindowAggregate> aggregates,
        TableOutput<LateReading> lateReadings,
        TableOutput<ShadowDocument> shadows,
        TableOutput<ShadowDocument> shadowHistory,
        TableOutput<ShadowEvent> shadowEvents,
        TableOutput<CommandState> commands,
        TableOutput<CommandState> commandStates,
        TableOutput<AlarmEvent> alarms,
        TableOutput<AlarmEvent> alarmEvents,
        TableOutput<JobExecution> executions,
        TableOutput<RolloutState> rollouts,
        TableOutput<RolloutState> rolloutSteps,
        Sink<ArchivedFile> archivedFiles,
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
        PostgresSettings postgres = config.postgres();
        return new TimescaleSinks(
                copying(postgres, ReadingTable.READINGS, RefusedRows::reading),
                copying(postgres, WindowTables.AGGREGATES, RefusedRows::aggregate),
                copying(postgres, WindowTables.LATE_READINGS, RefusedRows::late),
                copying(postgres, ShadowTables.CURRENT, RefusedRows::shadow),
                copying(postgres, ShadowTables.HISTORY, RefusedRows::shadowVersion),
                copying(postgres, ShadowTables.EVENTS, RefusedRows::shadowEvent),
                copying(postgres, CommandTables.CURRENT, RefusedRows::command),
                copying(postgres, CommandTables.HISTORY, RefusedRows::commandState),
                copying(postgres, AlarmTables.CURRENT, RefusedRows::alarm),
                copying(postgres, AlarmTables.EVENTS, RefusedRows::alarmEvent),
                copying(postgres, ExecutionTable.CURRENT, RefusedRows::execution),
                copying(postgres, RolloutTables.CURRENT, RefusedRows::rollout),
                copying(postgres, RolloutTables.STEPS, RefusedRows::rolloutStep),
                upserting(postgres, ArchiveTable.ARCHIVED_FILES),
                upserting(postgres, LetterTables.DEAD_LETTERS),
                PostgresSinks.of(postgres, DeviceTable.FACTS, DeviceTable::bindFacts),
                PostgresSinks.of(postgres, DeviceTable.REGISTRY, DeviceTable::bindRegistry),
                upserting(postgres, StatusTable.STATUS),
                upserting(postgres, LossTables.DEVICE_HOURS),
                upserting(postgres, LossTables.SEQUENCE_EVENTS),
                upserting(postgres, LetterTables.REPLAYS),
                DeadLetters.sink(config.kafka(), config.groupId() + "-dead-letters", checkpoints));
    }

    private static <T> TableOutput<T> copying(
            PostgresSettings postgres,
            Table<T> table,
            TableStreams.Refusal<T, DeadLetter> refusal) {
        return (rows, uid) ->
                TableStreams.write(
                        rows, table, postgres, refusal, new AvroTypeInfo<>(DeadLetter.class), uid);
    }

    private static <T> Sink<T> upserting(PostgresSettings postgres, Table<T> table) {
        return PostgresSinks.of(postgres, table.upsertSql(), table::bind);
    }
}
