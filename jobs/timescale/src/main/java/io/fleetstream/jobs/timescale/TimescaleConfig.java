package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import java.time.Duration;

/**
 * Settings of the job.
 *
 * @param kafka Kafka and the schema registry
 * @param groupId consumer group, and start of the transactional ids
 * @param postgres the database
 */
public record TimescaleConfig(KafkaSettings kafka, String groupId, PostgresSettings postgres) {

    /**
     * Reads every setting.
     *
     * @throws io.fleetstream.jobs.common.SettingsException naming the one that is missing, wrong or
     *     unknown
     */
    public static TimescaleConfig from(Settings settings) {
        TimescaleConfig config =
                new TimescaleConfig(
                        KafkaOptions.from(settings),
                        settings.text("kafka.group-id", "fleet-timescale"),
                        postgres(settings));
        settings.refuseUnknown();
        return config;
    }

    private static PostgresSettings postgres(Settings settings) {
        return new PostgresSettings(
                settings.required("jdbc.url"),
                settings.required("jdbc.user"),
                settings.text("jdbc.password-file", ""),
                settings.number("jdbc.batch-size", 5_000, 1, 100_000),
                settings.number(
                        "jdbc.batch-bytes",
                        1 << 23,
                        PostgresSettings.LEAST_BYTES,
                        PostgresSettings.MOST_BYTES),
                settings.duration(
                        "jdbc.batch-interval",
                        Duration.ofMillis(100),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1)),
                settings.duration(
                        "jdbc.outage",
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ofMinutes(30)));
    }
}
