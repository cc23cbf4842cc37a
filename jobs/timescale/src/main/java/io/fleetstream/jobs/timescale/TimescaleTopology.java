package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.confluent.DecodeAvroFunction;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FlattenReadingFunction;
import io.fleetstream.jobs.timescale.domain.RegistryRow;
import io.fleetstream.jobs.timescale.domain.StatusRow;
import io.fleetstream.jobs.timescale.function.DecodeRegistryFunction;
import io.fleetstream.jobs.timescale.function.ParseStatusFunction;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job: sixteen topics, twenty tables, and what could be neither decoded nor
 * written.
 *
 * <p>Everything about a device passes through one subtask in the order of its partition, so of two
 * rows with the same key the one written last stays.
 */
public final class TimescaleTopology {
    /** Name of the job. */
    public static final String JOB = "timescale";

    private final StreamExecutionEnvironment env;
    private final TimescaleConfig config;

    private TimescaleTopology(StreamExecutionEnvironment env, TimescaleConfig config) {
        this.env = env;
        this.config = config;
    }

    /** Adds the whole job to the environment. */
    public static void build(
            StreamExecutionEnvironment env,
            TimescaleConfig config,
            TimescaleSources sources,
            TimescaleSinks sinks) {
        new TimescaleTopology(env, config).add(sources, sinks);
    }

    private void add(TimescaleSources sources, TimescaleSinks sinks) {
        SingleOutputStreamOperator<Reading> readings =
                decoded(sources.readings(), "readings", Reading.class);
        SingleOutputStreamOperator<DeadLetter> letters =
                decoded(sources.deadLetters(), "dead-letters", DeadLetter.class);
        SingleOutputStreamOperator<DeviceFacts> facts =
                decoded(sources.facts(), "facts", DeviceFacts.class);
        SingleOutputStreamOperator<RegistryRow> registry =
                named(
                        records(sources.registry(), "registry")
                                .process(
                                        new DecodeRegistryFunction(
                                                config.kafka(), letters("decode-registry"))),
                        "decode-registry");
        SingleOutputStreamOperator<StatusRow> status =
                named(
                        records(sources.status(), "status")
                                .process(new ParseStatusFunction(letters("parse-status"))),
                        "parse-status");
        SingleOutputStreamOperator<DeviceHour> hours =
                decoded(sources.deviceHours(), "device-hours", DeviceHour.class);
        SingleOutputStreamOperator<SequenceEvent> events =
                decoded(sources.sequenceEvents(), "sequence-events", SequenceEvent.class);
        SingleOutputStreamOperator<WindowAggregate> aggregates =
                decoded(sources.aggregates(), "aggregates", WindowAggregate.class);
        SingleOutputStreamOperator<LateReading> late =
                decoded(sources.lateReadings(), "late-readings", LateReading.class);
        SingleOutputStreamOperator<ShadowDocument> shadows =
                decoded(sources.shadowDocuments(), "shadow-documents", ShadowDocument.class);
        SingleOutputStreamOperator<ShadowEvent> shadowEvents =
                decoded(sources.shadowEvents(), "shadow-events", ShadowEvent.class);
        SingleOutputStreamOperator<CommandState> commands =
                decoded(sources.commandStates(), "command-states", CommandState.class);
        SingleOutputStreamOperator<AlarmEvent> alarms =
                decoded(sources.alarms(), "alarms", AlarmEvent.class);
        SingleOutputStreamOperator<JobExecution> executions =
                decoded(sources.executions(), "executions", JobExecution.class);
        SingleOutputStreamOperator<RolloutState> rollouts =
                decoded(sources.rollouts(), "rollouts", RolloutState.class);
        SingleOutputStreamOperator<ArchivedFile> files =
                decoded(sources.archivedFiles(), "archived-files", ArchivedFile.class);

        DataStream<DeadLetter> refusedRows =
                sinks.readings()
                        .write(
                                named(
                                        readings.keyBy(Reading::getDeviceId, Types.STRING)
                                                .flatMap(new FlattenReadingFunction()),
                                        "flatten-readings"),
                                "readings-table")
                        .union(
                                sinks.aggregates()
                                        .write(
                                                aggregates.keyBy(
                                                        WindowAggregate::getSubject, Types.STRING),
                                                "window-aggregates-table"),
                                sinks.lateReadings()
                                        .write(
                                                late.keyBy(LateReading::getDeviceId, Types.STRING),
                                                "late-readings-table"),
                                shadowTables(shadows, shadowEvents, sinks),
                                commandTables(commands, sinks),
                                alarmTables(alarms, sinks),
                                rolloutTables(rollouts, sinks),
                                sinks.executions()
                                        .write(
                                                executions.keyBy(
                                                        JobExecution::getDeviceId, Types.STRING),
                                                "rollout-executions-table"));
        write(
                files.keyBy(ArchivedFile::getPath, Types.STRING),
                sinks.archivedFiles(),
                "archived-files-table");
        write(letters, sinks.deadLetters(), "dead-letters-table");
        write(
                facts.keyBy(DeviceFacts::getDeviceId, Types.STRING),
                sinks.facts(),
                "devices-table-facts");
        write(
                registry.keyBy(RegistryRow::deviceId, Types.STRING),
                sinks.registry(),
                "devices-table-registry");
        write(
                status.keyBy(StatusRow::deviceId, Types.STRING),
                sinks.status(),
                "device-status-table");
        write(
                hours.keyBy(DeviceHour::getDeviceId, Types.STRING),
                sinks.deviceHours(),
                "device-hours-table");
        write(
                events.keyBy(SequenceEvent::getDeviceId, Types.STRING),
                sinks.sequenceEvents(),
                "sequence-events-table");
        write(
                named(
                        readings.filter(reading -> reading.getReplayId() != null),
                        "replayed-readings"),
                sinks.replays(),
                "dead-letter-replays-table");
        write(
                refused(readings)
                        .union(
                                refused(letters),
                                refused(facts),
                                refused(registry),
                                refused(status),
                                refused(hours),
                                refused(events),
                                refused(aggregates),
                                refused(late),
                                refused(shadows),
                                refused(shadowEvents),
                                refused(commands),
                                refused(alarms),
                                refused(executions),
                                refused(rollouts),
                                refused(files),
                                refusedRows),
                sinks.refused(),
                "dead-letters-topic");
    }

    private static DataStream<DeadLetter> shadowTables(
            DataStream<ShadowDocument> shadows,
            DataStream<ShadowEvent> events,
            TimescaleSinks sinks) {
        KeyedStream<ShadowDocument, String> documents =
                shadows.keyBy(ShadowDocument::getDeviceId, Types.STRING);
        return sinks.shadows()
                .write(documents, "device-shadows-table")
                .union(
                        sinks.shadowHistory().write(documents, "device-shadow-history-table"),
                        sinks.shadowEvents()
                                .write(
                                        events.keyBy(ShadowEvent::getDeviceId, Types.STRING),
                                        "shadow-events-table"));
    }

    private static DataStream<DeadLetter> commandTables(
            DataStream<CommandState> commands, TimescaleSinks sinks) {
        DataStream<CommandState> byDevice = commands.keyBy(CommandState::getDeviceId, Types.STRING);
        return sinks.commands()
                .write(byDevice, "device-commands-table")
                .union(sinks.commandStates().write(byDevice, "device-command-states-table"));
    }

    /** A snooze where there was no alarm has no row of an alarm. */
    private static DataStream<DeadLetter> alarmTables(
            DataStream<AlarmEvent> events, TimescaleSinks sinks) {
        DataStream<AlarmEvent> byDevice = events.keyBy(AlarmEvent::getDeviceId, Types.STRING);
        return sinks.alarms()
                .write(
                        named(
                                byDevice.filter(event -> event.getAlarmId() != null),
                                "alarms-with-id"),
                        "alarms-table")
                .union(sinks.alarmEvents().write(byDevice, "alarm-events-table"));
    }

    /** What only changes numbers is no step. */
    private static DataStream<DeadLetter> rolloutTables(
            DataStream<RolloutState> states, TimescaleSinks sinks) {
        DataStream<RolloutState> byRollout = states.keyBy(RolloutState::getRolloutId, Types.STRING);
        return sinks.rollouts()
                .write(byRollout, "rollouts-table")
                .union(
                        sinks.rolloutSteps()
                                .write(
                                        named(
                                                byRollout.filter(
                                                        state -> state.getStepKind() != null),
                                                "rollout-steps"),
                                        "rollout-steps-table"));
    }

    private <T extends SpecificRecordBase> SingleOutputStreamOperator<T> decoded(
            Source<KafkaRecord, ?, ?> source, String name, Class<T> type) {
        String uid = "decode-" + name;
        return named(
                records(source, name)
                        .process(new DecodeAvroFunction<>(type, config.kafka(), letters(uid))),
                uid);
    }

    private DataStream<KafkaRecord> records(Source<KafkaRecord, ?, ?> source, String name) {
        String uid = name + "-source";
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }

    private static DataStream<DeadLetter> refused(SingleOutputStreamOperator<?> decoded) {
        return decoded.getSideOutput(DeadLetters.TAG);
    }

    private static DeadLetters letters(String uid) {
        return new DeadLetters(JOB, uid);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.uid(uid).name(uid);
    }
}
