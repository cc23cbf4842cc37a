package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param limits what is accepted of a message, whatever its device
 * @param admission what is decided device by device
 * @param idleAfter time after which a partition without records does not hold arrival time back
 */
public record IngestConfig(
        KafkaSettings kafka,
        String instance,
        Limits limits,
        AdmissionSettings admission,
        Duration idleAfter) {

    /** Consumer group and transactional ids of a deployment with one ingest job. */
    public static final String DEFAULT_INSTANCE = "fleet-ingest";

    /** Time after which a partition counts as idle; the bridge writes into each every second. */
    public static final Duration DEFAULT_IDLE_AFTER = Duration.ofMinutes(1);

    private static final int SMALLEST_PAYLOAD = 64;
    private static final int LARGEST_PAYLOAD = 8 << 20;
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

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

    /**
     * As {@link #from}, for a job that has more settings: it refuses what is left over itself.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static IngestConfig read(Settings settings) {
        Limits defaults = Limits.DEFAULT;
        AdmissionSettings admission = AdmissionOptions.from(settings);
        return new IngestConfig(
                KafkaOptions.from(settings),
                settings.text("ingest.instance", DEFAULT_INSTANCE),
                new Limits(
                        settings.number(
                                "ingest.max-payload-bytes",
                                defaults.maxPayloadBytes(),
                                SMALLEST_PAYLOAD,
                                LARGEST_PAYLOAD),
                        admission.maxAge(),
                        admission.maxAhead()),
                admission,
                settings.duration("ingest.idle-after", DEFAULT_IDLE_AFTER, SECOND, LONGEST));
    }
}
