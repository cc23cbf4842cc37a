package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.function.WatchOptions;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param watch how devices are watched
 * @param cohortWindow name of the windows of models that devices are compared with
 * @param idleAfter time after which a partition without records does not hold arrival time back
 */
public record AnomalyConfig(
        KafkaSettings kafka,
        String instance,
        WatchOptions watch,
        String cohortWindow,
        Duration idleAfter) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern BOUND = Pattern.compile("([^=]+)=(P[^=]+)");

    /** Checks the name, which becomes part of ids in Kafka. */
    public AnomalyConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--anomaly.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static AnomalyConfig from(Settings settings) {
        AnomalyConfig config = read(settings);
        settings.refuseUnknown();
        return config;
    }

    /**
     * As {@link #from}, for a job that has more settings: it refuses what is left over itself.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static AnomalyConfig read(Settings settings) {
        WatchOptions watch = WatchOptions.DEFAULT;
        Duration second = Duration.ofSeconds(1);
        Duration hour = Duration.ofHours(1);
        AnomalyConfig config =
                new AnomalyConfig(
                        KafkaOptions.from(settings),
                        settings.text("anomaly.instance", "fleet-anomaly"),
                        new WatchOptions(
                                settings.duration(
                                        "anomaly.reorder-bound",
                                        watch.reorderBound(),
                                        Duration.ZERO,
                                        hour),
                                bounds(settings, hour),
                                settings.duration(
                                        "anomaly.presence-grain",
                                        watch.presenceGrain(),
                                        Duration.ofMillis(1),
                                        hour)),
                        settings.text("anomaly.cohort-window", "5m"),
                        settings.duration(
                                "anomaly.idle-after",
                                Duration.ofMinutes(1),
                                second,
                                Duration.ofDays(1)));
        return config;
    }

    private static Map<String, Duration> bounds(Settings settings, Duration most) {
        String text = settings.text("anomaly.reorder-bounds", "");
        Map<String, Duration> bounds = new TreeMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(",")) {
            Matcher matcher = BOUND.matcher(entry.strip());
            Duration bound = matcher.matches() ? duration(matcher.group(2)) : null;
            if (bound == null || bound.isNegative() || bound.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "--anomaly.reorder-bounds is '"
                                + text
                                + "', expected models with PT0S to "
                                + most
                                + ", as m-100=PT5S,m-200=PT0S");
            }
            bounds.put(matcher.group(1), bound);
        }
        return bounds;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
