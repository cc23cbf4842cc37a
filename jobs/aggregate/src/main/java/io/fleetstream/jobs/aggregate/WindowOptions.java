package io.fleetstream.jobs.aggregate;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.jobs.common.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The settings of windows. */
final class WindowOptions {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final String ROLL_UPS = "aggregate.roll-ups";

    private WindowOptions() {}

    static WindowRules windows(Settings settings) {
        WindowRules defaults = WindowRules.DEFAULT;
        return new WindowRules(
                specs(settings, defaults.windows()),
                settings.duration(
                        "aggregate.close-after", defaults.closeAfter(), Duration.ZERO, DAY),
                settings.duration(
                        "aggregate.allowed-lateness", defaults.lateness(), Duration.ZERO, LONGEST),
                settings.duration("aggregate.silence", defaults.silence(), SECOND, LONGEST),
                settings.duration("aggregate.revise-interval", defaults.reviseAfter(), SECOND, DAY),
                settings.duration("aggregate.early-interval", defaults.earlyAfter(), SECOND, DAY),
                settings.duration(
                        "aggregate.early-from", defaults.earlyFrom(), Duration.ZERO, LONGEST),
                settings.duration(
                        "aggregate.roll-up-lateness", defaults.rollUpLateness(), SECOND, LONGEST),
                scopes(settings) != 0,
                settings.duration(
                        "aggregate.forget-after", defaults.forgetAfter(), SECOND, LONGEST));
    }

    static RollUpRules rollUps(Settings settings, WindowRules windows) {
        return new RollUpRules(
                windows.windows(),
                scopes(settings),
                settings.duration(
                        "aggregate.roll-up-delay", Duration.ofSeconds(10), Duration.ZERO, DAY),
                windows.reviseAfter(),
                windows.earlyAfter(),
                windows.earlyFrom(),
                windows.longestWayToRollUps());
    }

    private static List<WindowSpec> specs(Settings settings, List<WindowSpec> fallback) {
        return settings.find("aggregate.windows").map(WindowOptions::specs).orElse(fallback);
    }

    private static List<WindowSpec> specs(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::trim)
                    .map(WindowSpec::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--aggregate.windows is '" + text + "': " + e.getMessage(), e);
        }
    }

    private static int scopes(Settings settings) {
        String text = settings.text(ROLL_UPS, "site,type,model,org").trim();
        if (text.equals("none")) {
            return 0;
        }
        int scopes = 0;
        for (String scope : text.split(",", -1)) {
            scopes |=
                    switch (scope.trim()) {
                        case "site" -> Delta.SITE;
                        case "type" -> Delta.TYPE;
                        case "model" -> Delta.MODEL;
                        case "org" -> Delta.ORG;
                        default ->
                                throw new IllegalArgumentException(
                                        "--"
                                                + ROLL_UPS
                                                + " is '"
                                                + text
                                                + "', expected none or some of"
                                                + " site,type,model,org");
                    };
        }
        return scopes;
    }
}
