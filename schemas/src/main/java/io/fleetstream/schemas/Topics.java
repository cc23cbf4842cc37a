package io.fleetstream.schemas;

/** Names of the Kafka topics; their settings stand in the {@link TopicCatalogue}. */
public final class Topics {
    /** Device payloads as they came, with headers from {@link RecordHeaders}, and heartbeats. */
    public static final String TELEMETRY_RAW = "telemetry.raw";

    /** Validated, enriched {@link Reading}s, and heartbeats. */
    public static final String TELEMETRY_READINGS = "telemetry.readings";

    /** {@link WindowAggregate}s, each with a revision. */
    public static final String TELEMETRY_AGGREGATES = "telemetry.aggregates";

    /** {@link LateReading}s: too late for windows that are closed for good. */
    public static final String TELEMETRY_LATE_READINGS = "telemetry.late-readings";

    /** {@link ArchivedFile}s: what the archive has published. */
    public static final String ARCHIVE_FILES = "archive.files";

    /** Records that could not be used, as {@link DeadLetter}s. */
    public static final String TELEMETRY_DEAD_LETTERS = "telemetry.dead-letters";

    /** One {@link Duplicate} per repeated message that ingest dropped. */
    public static final String TELEMETRY_DUPLICATES = "telemetry.duplicates";

    /** {@link SequenceEvent}s: gaps, late fills and resets of devices' counters. */
    public static final String TELEMETRY_SEQUENCE_EVENTS = "telemetry.sequence-events";

    /** {@link DeviceHour}s: what became of the messages of a device and hour. */
    public static final String TELEMETRY_DEVICE_HOURS = "telemetry.device-hours";

    /** Online and offline messages of devices, as they came. */
    public static final String DEVICE_STATUS = "device.status";

    /** {@link Device} rows, compacted. */
    public static final String DEVICE_REGISTRY = "device.registry";

    /** {@link DeviceFacts} rows, compacted. */
    public static final String DEVICE_FACTS = "device.facts";

    /** {@link DeviceModel} rows by model, compacted. */
    public static final String DEVICE_MODELS = "device.models";

    /** {@link DeviceManifest}s by name, compacted. */
    public static final String DEVICE_MANIFESTS = "device.manifests";

    /** Shadow requests of devices, as they came. */
    public static final String SHADOW_REQUESTS = "shadow.requests";

    /** {@link ShadowDocument}s by device and shadow name, compacted. */
    public static final String SHADOW_DOCUMENTS = "shadow.documents";

    /** {@link ShadowEvent}s: what became of something desired, and what looks wrong. */
    public static final String SHADOW_EVENTS = "shadow.events";

    /** Commands and the devices' answers. */
    public static final String DEVICE_COMMANDS = "device.commands";

    /** {@link BulkRequest}s: one change or command for all devices that a selector picks. */
    public static final String DEVICE_BULK = "device.bulk";

    /** {@link CommandState}s: what became of the commands of devices. */
    public static final String COMMAND_STATES = "command.states";

    /** {@link AlarmRule}s by rule, compacted. */
    public static final String ALARM_RULES = "alarm.rules";

    /** {@link AlarmCommand}s: what people ask of alarms. */
    public static final String ALARM_COMMANDS = "alarm.commands";

    /** {@link AlarmEvent}s: everything that happened to alarms. */
    public static final String ALARMS = "alarms";

    /** {@link LateReading}s that came too late to be judged by rules. */
    public static final String ALARM_LATE_READINGS = "alarm.late-readings";

    /** Heartbeats alone: the arrival time up to which alarms were judged and told. */
    public static final String ALARM_PROGRESS = "alarm.progress";

    /** {@link PredictionModel}s by model, compacted. */
    public static final String PREDICTION_MODELS = "prediction.models";

    /** {@link PredictionScore}s: what models say of windows of devices. */
    public static final String PREDICTION_SCORES = "prediction.scores";

    /** Job requests of devices, as they came, and what rollouts do to executions. */
    public static final String JOBS_REQUESTS = "jobs.requests";

    /** {@link RolloutControl}s: all that was said about rollouts, in one order. */
    public static final String ROLLOUT_CONTROL = "rollout.control";

    /** {@link RolloutState}s: where rollouts stand, and every step of theirs that counted. */
    public static final String ROLLOUT_STATES = "rollout.states";

    /** {@link JobExecution}s: every version of every execution of a job. */
    public static final String ROLLOUT_EXECUTIONS = "rollout.executions";

    /** Payloads for devices, with headers from {@link RecordHeaders}. */
    public static final String DEVICE_DOWNLINK = "device.downlink";

    private Topics() {}
}
