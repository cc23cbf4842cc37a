package io.fleetstream.jobs.notify;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.notify.domain.Target;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where what each target is told of comes from. */
@FunctionalInterface
public interface NotifySources {
    /** The records for one target. */
    Source<KafkaRecord, ?, ?> records(Target target);

    /**
     * The topic of its subject, in a group for each target: one that is down holds up no other. A
     * new target begins with what comes from now on, unless it says otherwise.
     */
    @SuppressWarnings("deprecation") // the connector's own interface still asks for the old enum
    static NotifySources kafka(NotifyConfig config) {
        return target ->
                KafkaSources.builder(
                                config.kafka(),
                                config.instance() + "-" + target.name(),
                                target.subject().topic())
                        .setStartingOffsets(
                                OffsetsInitializer.committedOffsets(
                                        target.fromStart()
                                                ? OffsetResetStrategy.EARLIEST
                                                : OffsetResetStrategy.LATEST))
                        .build();
    }
}
