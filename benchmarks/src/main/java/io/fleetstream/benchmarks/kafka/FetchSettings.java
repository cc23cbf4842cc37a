package io.fleetstream.benchmarks.kafka;

import io.fleetstream.connectors.kafka.KafkaSources;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;

/** The fetch settings of our jobs, for the ceilings: they must differ in nothing but the work. */
public final class FetchSettings {
    private FetchSettings() {}

    /** A new copy, without what only Flink's source understands. */
    public static Properties tuned() {
        Properties settings = new Properties();
        settings.putAll(KafkaSources.defaults());
        settings.remove(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key());
        return settings;
    }
}
