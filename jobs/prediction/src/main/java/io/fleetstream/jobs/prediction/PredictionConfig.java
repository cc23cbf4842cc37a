package io.fleetstream.jobs.prediction;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param alertOver probability of alarms where a definition says nothing
 * @param batchSize most windows that are scored at a time
 * @param batchWait longest time that a window waits for others
 * @param mostModelBytes size of the largest model
 */
public record PredictionConfig(
        KafkaSettings kafka,
        String instance,
        double alertOver,
        int batchSize,
        Duration batchWait,
        int mostModelBytes) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Checks what becomes part of ids in Kafka, and the probability. */
    public PredictionConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--prediction.instance is '" + instance + "', expected " + INSTANCE);
        }
        if (!(alertOver > 0 && alertOver < 1)) {
            throw new IllegalArgumentException(
                    "--prediction.alert-over is '" + alertOver + "', expected between 0 and 1");
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static PredictionConfig from(Settings settings) {
        PredictionConfig config =
                new PredictionConfig(
                        KafkaOptions.from(settings),
                        settings.text("prediction.instance", "fleet-prediction"),
                        probability(settings, "prediction.alert-over", "0.8"),
                        settings.number("prediction.batch-size", 64, 1, 10_000),
                        settings.duration(
                                "prediction.batch-wait",
                                Duration.ofMillis(100),
                                Duration.ofMillis(1),
                                Duration.ofMinutes(1)),
                        settings.number("prediction.max-model-bytes", 16 << 20, 1, 256 << 20));
        settings.refuseUnknown();
        return config;
    }

    private static double probability(Settings settings, String key, String fallback) {
        String text = settings.text(key, fallback);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--" + key + " is '" + text + "', expected a number between 0 and 1", e);
        }
    }
}
