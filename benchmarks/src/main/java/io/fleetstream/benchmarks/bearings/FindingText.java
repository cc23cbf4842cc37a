package io.fleetstream.benchmarks.bearings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A finding in words, a line for each bearing. */
final class FindingText {
    private FindingText() {}

    static List<String> lines(Finding finding) {
        Recording recording = finding.recording();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %d windows, %.0f hours"
                        .formatted(recording.name(), recording.windows(), recording.hoursLeft(0)));
        for (Bearing bearing : finding.bearings()) {
            lines.add("  %-12s %s".formatted(bearing.name(), verdict(finding, bearing)));
        }
        return lines;
    }

    /** When it was found to degrade, and how far it has come. */
    static String verdict(Finding finding, Bearing bearing) {
        double growth = 100 * finding.growthAtTheEnd(bearing);
        OptionalInt flag = bearing.flag();
        if (flag.isEmpty()) {
            return text("not found to degrade; %+.0f %% at the end", growth);
        }
        OptionalInt own = bearing.ownFlag(finding.bearings());
        return text(
                "degrading from %.1f %% of its life, %.0f hours before the end; %s; %+.0f %% at"
                        + " the end",
                finding.recording().percent(flag.getAsInt()),
                finding.recording().hoursLeft(flag.getAsInt()),
                cause(finding, flag.getAsInt(), own),
                growth);
    }

    private static String cause(Finding finding, int flag, OptionalInt own) {
        if (own.isEmpty()) {
            return "no more than a neighbour explains";
        }
        return own.getAsInt() == flag
                ? "more than a neighbour explains"
                : text(
                        "more than a neighbour explains from %.1f %%",
                        finding.recording().percent(own.getAsInt()));
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
