package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param limits what is accepted
 * @param stateTtl time for which a repeat is recognised after the device's last message
 * @param factsTtl time after which a silent device counts as seen for the first time
 */
public record IngestConfig(
        KafkaSettings kafka, String instance, Limits limits, Duration stateTtl, Duration factsTtl) {

    /** Consumer group and transactional ids of a deployment with one ingest job. */
    public static final String DEFAULT_INSTANCE = "fleet-ingest";

    /** Time for which repeats are recognised. */
    public static final Duration DEFAULT_STATE_TTL = Duration.ofDays(30);

    /** Time after which a silent device is announced anew. */
    public static final Duration DEFAULT_FACTS_TTL = Duration.ofDays(730);

    private static final int SMALLEST_PAYLOAD = 64;
    private static final int LARGEST_PAYLOAD = 8 << 20;
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Checks the name, which becomes part of ids in Kafka. */
    public IngestConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--ingest.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static IngestConfig from(Settings settings) {
        IngestConfig config = read(settings);
        settings.refuseUnknown();
        return config;
    }

    private static IngestConfig read(Settings settings) {
        Limits defaults = Limits.DEFAULT;
        Duration second = Duration.ofSeconds(1);
        return new IngestConfig(
                KafkaOptions.from(settings),
                settings.text("ingest.instance", DEFAULT_INSTANCE),
                new Limits(
                        settings.number(
                                "ingest.max-payload-bytes",
                                defaults.maxPayloadBytes(),
                                SMALLEST_PAYLOAD,
                                LARGEST_PAYLOAD),
                        settings.duration("ingest.max-age", defaults.maxAge(), second, LONGEST),
                        settings.duration(
                                "ingest.max-ahead", defaults.maxAhead(), Duration.ZERO, LONGEST)),
                settings.duration("ingest.state-ttl", DEFAULT_STATE_TTL, second, LONGEST),
                settings.duration("ingest.facts-ttl", DEFAULT_FACTS_TTL, second, LONGEST));
    }
}
