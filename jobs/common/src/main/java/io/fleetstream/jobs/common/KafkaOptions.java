package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaSettings;

/** The settings every job has: where Kafka and the schema registry are. */
public final class KafkaOptions {
    private KafkaOptions() {}

    /**
     * Reads {@code kafka.bootstrap-servers}, {@code schema-registry.url}, {@code kafka.property.*}
     * and {@code schema-registry.property.*}.
     *
     * @throws SettingsException if an address is missing
     */
    public static KafkaSettings from(Settings settings) {
        return new KafkaSettings(
                settings.required("kafka.bootstrap-servers"),
                settings.required("schema-registry.url"),
                settings.under("kafka.property"),
                settings.under("schema-registry.property"));
    }
}
