package io.fleetstream.jobs.aggregate;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param windows windows of devices
 * @param rollUps windows of sites, types, models and organisations
 * @param idleAfter time after which a partition without records does not hold arrival time back
 */
public record AggregateConfig(
        KafkaSettings kafka,
        String instance,
        WindowRules windows,
        RollUpRules rollUps,
        Duration idleAfter) {

    /** Consumer group and transactional ids of a deployment with one aggregate job. */
    public static final String DEFAULT_INSTANCE = "fleet-aggregate";

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Checks the name, which becomes part of ids in Kafka. */
    public AggregateConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--aggregate.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming the setting that is missing, wrong or unknown
     */
    public static AggregateConfig from(Settings settings) {
        AggregateConfig config = read(settings);
        settings.refuseUnknown();
        return config;
    }

    /**
     * As {@link #from}, for a job that has more settings: it refuses what is left over itself.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    public static AggregateConfig read(Settings settings) {
        WindowRules windows = WindowOptions.windows(settings);
        return new AggregateConfig(
                KafkaOptions.from(settings),
                settings.text("aggregate.instance", DEFAULT_INSTANCE),
                windows,
                WindowOptions.rollUps(settings, windows),
                settings.duration(
                        "aggregate.idle-after",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)));
    }
}
