package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.jobs.rollout.domain.job.JobEvents;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param limits what requests and queues may be
 * @param rememberedEffects ids of effects that are known of each device
 * @param events what listeners hear of executions that are over
 * @param idleAfter time after which a partition without records does not hold arrival time back
 * @param lateness how late telemetry may be to count as evidence about a rollout
 * @param artifacts where devices fetch artifacts
 */
public record RolloutConfig(
        KafkaSettings kafka,
        String instance,
        JobLimits limits,
        int rememberedEffects,
        JobEvents events,
        Duration idleAfter,
        Duration lateness,
        ArtifactSettings artifacts) {
    /** Ids of effects that are known of each device, where nothing else is said. */
    static final int REMEMBERED_EFFECTS = 32;

    /** What stands before the names of things in events, where nothing else is said. */
    static final String ARN_PREFIX = "arn:aws:iot:local:000000000000:thing/";

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_EXECUTIONS = 10_000;

    /** Checks the name, which becomes part of ids in Kafka. */
    public RolloutConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--rollout.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static RolloutConfig from(Settings settings) {
        RolloutConfig config =
                new RolloutConfig(
                        KafkaOptions.from(settings),
                        settings.text("rollout.instance", "fleet-rollout"),
                        limits(settings),
                        settings.number(
                                "rollout.remembered-effects",
                                REMEMBERED_EFFECTS,
                                1,
                                MOST_EXECUTIONS),
                        new JobEvents(
                                settings.flag("rollout.events", false),
                                settings.text("rollout.thing-arn-prefix", ARN_PREFIX)),
                        settings.duration(
                                "rollout.idle-after",
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(1),
                                Duration.ofDays(1)),
                        settings.duration(
                                "rollout.lateness",
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                Duration.ofDays(1)),
                        new ArtifactSettings(
                                settings.text(ArtifactSettings.URL, ""),
                                settings.text(ArtifactSettings.KEY_FILE, "")));
        settings.refuseUnknown();
        return config;
    }

    private static JobLimits limits(Settings settings) {
        JobLimits defaults = JobLimits.DEFAULT;
        return new JobLimits(
                settings.number(
                        "rollout.max-request-bytes", defaults.maxRequestBytes(), 64, MOST_BYTES),
                settings.number(
                        "rollout.max-client-token-bytes", defaults.maxTokenBytes(), 1, 1024),
                settings.number("rollout.max-in-flight", defaults.maxInFlight(), 1, 1_000_000),
                settings.number(
                        "rollout.max-status-details", defaults.maxDetailsChars(), 1, MOST_BYTES),
                settings.number("rollout.max-open", defaults.maxOpen(), 1, MOST_EXECUTIONS),
                settings.number(
                        "rollout.remembered-executions",
                        defaults.remembered(),
                        0,
                        MOST_EXECUTIONS));
    }
}
