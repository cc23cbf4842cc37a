package io.fleetstream.jobs.shadow;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.FlapSettings;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import java.time.Duration;

/** Reads which of the extensions are on. */
final class ExtensionSettings {
    private static final String CONFLICT_POLICY = "shadow.conflict-policy";
    private static final Duration DAY = Duration.ofDays(1);

    private ExtensionSettings() {}

    static Extensions from(Settings settings) {
        FlapSettings flaps = FlapSettings.OFF;
        ResendSettings resend = ResendSettings.OFF;
        return new Extensions(
                settings.flag("shadow.ttl", false),
                settings.flag("shadow.conditional-writes", false),
                settings.flag("shadow.replace", false),
                settings.flag("shadow.deadlines", false),
                conflicts(settings),
                new FlapSettings(
                        settings.number("shadow.flap-returns", flaps.returns(), 0, 20),
                        settings.duration(
                                "shadow.flap-window", flaps.window(), Duration.ofSeconds(1), DAY)),
                new ResendSettings(
                        settings.duration(
                                "shadow.resend-after", resend.after(), Duration.ZERO, DAY),
                        settings.number("shadow.resend-attempts", resend.attempts(), 1, 100)),
                settings.number("shadow.request-ids", Extensions.NONE.requestIds(), 0, 10_000));
    }

    private static ConflictPolicies conflicts(Settings settings) {
        String text = settings.text(CONFLICT_POLICY, "");
        try {
            return ConflictPolicies.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--"
                            + CONFLICT_POLICY
                            + " is '"
                            + text
                            + "', expected pattern=policy,... with version, merge, measured-time"
                            + " or vector-clock; "
                            + e.getMessage());
        }
    }
}
