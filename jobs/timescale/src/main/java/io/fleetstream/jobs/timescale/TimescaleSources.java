package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;

/**
 * What the job reads, one source per topic.
 *
 * @param readings {@code telemetry.readings}
 * @param deadLetters {@code telemetry.dead-letters}
 * @param facts {@code device.facts}
 * @param registry {@code device.registry}
 * @param status {@code device.status}
 * @param deviceHours {@code telemetry.device-hours}
 * @param sequenceEvents {@code telemetry.sequence-events}
 * @param aggregates {@code telemetry.aggregates}
 * @param lateReadings {@code telemetry.late-readings}
 * @param shadowDocuments {@code shadow.documents}
 * @param shadowEvents {@code shadow.events}
 * @param commandStates {@code command.states}
 * @param alarms {@code alarms}
 * @param executions {@code rollout.executions}
 * @param rollouts {@code rollout.states}
 * @param archivedFiles {@code archive.files}
 */
public record TimescaleSources(
        Source<KafkaRecord, ?, ?> readings,
        Source<KafkaRecord, ?, ?> deadLetters,
        Source<KafkaRecord, ?, ?> facts,
        Source<KafkaRecord, ?, ?> registry,
        Source<KafkaRecord, ?, ?> status,
        Source<KafkaRecord, ?, ?> deviceHours,
        Source<KafkaRecord, ?, ?> sequenceEvents,
        Source<KafkaRecord, ?, ?> aggregates,
        Source<KafkaRecord, ?, ?> lateReadings,
        Source<KafkaRecord, ?, ?> shadowDocuments,
        Source<KafkaRecord, ?, ?> shadowEvents,
        Source<KafkaRecord, ?, ?> commandStates,
        Source<KafkaRecord, ?, ?> alarms,
        Source<KafkaRecord, ?, ?> executions,
        Source<KafkaRecord, ?, ?> rollouts,
        Source<KafkaRecord, ?, ?> archivedFiles) {

    /** From Kafka, all in the group of the configuration. */
    public static TimescaleSources kafka(TimescaleConfig config) {
        return new TimescaleSources(
                topic(config, Topics.TELEMETRY_READINGS),
                topic(config, Topics.TELEMETRY_DEAD_LETTERS),
                topic(config, Topics.DEVICE_FACTS),
                topic(config, Topics.DEVICE_REGISTRY),
                topic(config, Topics.DEVICE_STATUS),
                topic(config, Topics.TELEMETRY_DEVICE_HOURS),
                topic(config, Topics.TELEMETRY_SEQUENCE_EVENTS),
                topic(config, Topics.TELEMETRY_AGGREGATES),
                topic(config, Topics.TELEMETRY_LATE_READINGS),
                topic(config, Topics.SHADOW_DOCUMENTS),
                topic(config, Topics.SHADOW_EVENTS),
                topic(config, Topics.COMMAND_STATES),
                topic(config, Topics.ALARMS),
                topic(config, Topics.ROLLOUT_EXECUTIONS),
                topic(config, Topics.ROLLOUT_STATES),
                topic(config, Topics.ARCHIVE_FILES));
    }

    private static Source<KafkaRecord, ?, ?> topic(TimescaleConfig config, String topic) {
        return KafkaSources.records(config.kafka(), config.groupId(), topic);
    }
}
