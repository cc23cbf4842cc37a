package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.WriterRoles;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of the job; the table in the module's README has all of them.
 *
 * @param kafka where Kafka and the schema registry are
 * @param instance consumer group and beginning of every transactional id; one per job that runs
 * @param limits what shadows and requests may be
 * @param roles who may write what
 * @param stuckAfter how long something desired may wait before an event tells; zero for never
 * @param fanOut bulk requests, commands and drift
 * @param extensions what shadows can do beyond AWS
 * @param idleAfter time after which a partition without records does not hold arrival time back
 */
public record ShadowConfig(
        KafkaSettings kafka,
        String instance,
        ShadowLimits limits,
        WriterRoles roles,
        Duration stuckAfter,
        FanOutConfig fanOut,
        Extensions extensions,
        Duration idleAfter) {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** Checks the name, which becomes part of ids in Kafka. */
    public ShadowConfig {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "--shadow.instance is '" + instance + "', expected " + INSTANCE);
        }
    }

    /**
     * Reads the settings, and refuses any that is left over.
     *
     * @throws IllegalArgumentException naming key, value and what is expected
     */
    public static ShadowConfig from(Settings settings) {
        ShadowConfig config =
                new ShadowConfig(
                        KafkaOptions.from(settings),
                        settings.text("shadow.instance", "fleet-shadow"),
                        limits(settings),
                        settings.choice("shadow.writer-roles", WriterRoles.OPEN),
                        settings.duration("shadow.stuck-after", Duration.ZERO, Duration.ZERO, YEAR),
                        FanOutConfig.from(settings),
                        ExtensionSettings.from(settings),
                        settings.duration(
                                "shadow.idle-after",
                                Duration.ofMinutes(1),
                                SECOND,
                                Duration.ofDays(1)));
        settings.refuseUnknown();
        return config;
    }

    private static ShadowLimits limits(Settings settings) {
        ShadowLimits defaults = ShadowLimits.DEFAULT;
        return new ShadowLimits(
                settings.number(
                        "shadow.max-document-bytes", defaults.maxDocumentBytes(), 1, 128 << 10),
                settings.number(
                        "shadow.max-depth", defaults.maxDepth(), 1, ShadowLimits.MOST_LEVELS),
                settings.number("shadow.max-client-token-bytes", defaults.maxTokenBytes(), 1, 1024),
                settings.number(
                        "shadow.max-request-bytes", defaults.maxRequestBytes(), 64, 256 << 10),
                settings.number("shadow.max-in-flight", defaults.maxInFlight(), 1, 1_000_000),
                settings.duration(
                        "shadow.tombstone-retention",
                        defaults.tombstoneRetention(),
                        Duration.ZERO,
                        YEAR));
    }
}
