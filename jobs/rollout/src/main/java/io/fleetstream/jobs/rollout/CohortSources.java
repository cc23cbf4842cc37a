package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * What rollouts read beside requests, one source per topic.
 *
 * @param control {@code rollout.control}, whole topic from its beginning
 * @param registry {@code device.registry}, whole topic from its beginning
 * @param facts {@code device.facts}, whole topic from its beginning
 * @param alarms {@code alarms}
 * @param progress {@code alarm.progress}: how far alarms have been judged
 */
public record CohortSources(
        Source<KafkaRecord, ?, ?> control,
        Source<KafkaRecord, ?, ?> registry,
        Source<KafkaRecord, ?, ?> facts,
        Source<KafkaRecord, ?, ?> alarms,
        Source<KafkaRecord, ?, ?> progress) {

    /** From Kafka, in the group of the configuration. */
    public static CohortSources kafka(RolloutConfig config) {
        return new CohortSources(
                whole(config, Topics.ROLLOUT_CONTROL),
                whole(config, Topics.DEVICE_REGISTRY),
                whole(config, Topics.DEVICE_FACTS),
                KafkaSources.records(config.kafka(), config.instance(), Topics.ALARMS),
                // The next one comes in a second, and says more than all before it.
                KafkaSources.builder(
                                config.kafka(),
                                config.instance() + "-" + Topics.ALARM_PROGRESS,
                                Topics.ALARM_PROGRESS)
                        .setStartingOffsets(OffsetsInitializer.latest())
                        .build());
    }

    /** Without a savepoint, all of it is read again. */
    private static Source<KafkaRecord, ?, ?> whole(RolloutConfig config, String topic) {
        return KafkaSources.builder(config.kafka(), config.instance() + "-" + topic, topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }
}
