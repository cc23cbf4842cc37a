package io.fleetstream.jobs.shadow;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.shadow.command.domain.CommandLimits;
import io.fleetstream.jobs.shadow.drift.DriftOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of what concerns many devices, or other things than shadows.
 *
 * @param commands what commands may be
 * @param bulkRetention how long a bulk request is remembered
 * @param drift what counts as drift
 */
public record FanOutConfig(CommandLimits commands, Duration bulkRetention, DriftOptions drift) {
    /** What holds unless the settings say otherwise. */
    public static final FanOutConfig DEFAULT =
            new FanOutConfig(CommandLimits.DEFAULT, Duration.ofDays(7), DriftOptions.OFF);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration YEAR = Duration.ofDays(365);

    static FanOutConfig from(Settings settings) {
        return new FanOutConfig(
                commands(settings),
                settings.duration("bulk.retention", DEFAULT.bulkRetention(), SECOND, YEAR),
                drift(settings));
    }

    private static CommandLimits commands(Settings settings) {
        CommandLimits defaults = CommandLimits.DEFAULT;
        return new CommandLimits(
                settings.number("command.max-pending", defaults.maxPending(), 1, 10_000),
                settings.duration("command.default-life", defaults.defaultLife(), SECOND, YEAR),
                settings.duration("command.max-life", defaults.maxLife(), SECOND, YEAR),
                settings.duration(
                        "command.resend-after", defaults.resendAfter(), Duration.ZERO, YEAR),
                settings.duration("command.remember", defaults.remember(), SECOND, YEAR),
                settings.duration(
                        "command.registry-grace", defaults.registryGrace(), Duration.ZERO, YEAR));
    }

    private static DriftOptions drift(Settings settings) {
        DriftOptions defaults = DriftOptions.OFF;
        return new DriftOptions(
                settings.duration("drift.hold", defaults.hold(), Duration.ZERO, YEAR),
                settings.number("drift.min-devices", defaults.minDevices(), 2, 1_000_000),
                settings.number("drift.max-devices", defaults.maxDevices(), 2, 10_000_000),
                list(settings.text("drift.cohort", String.join(",", defaults.cohort()))),
                list(settings.text("drift.paths", String.join(",", defaults.paths()))));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }
}
