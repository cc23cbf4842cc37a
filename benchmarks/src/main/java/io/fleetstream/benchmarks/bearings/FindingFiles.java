package io.fleetstream.benchmarks.bearings;

import io.fleetstream.jobs.anomaly.domain.health.HealthReading;
import io.fleetstream.jobs.anomaly.domain.health.RemainingLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes findings: a plot for each recording, a page with all of them, every reading as CSV. */
final class FindingFiles {
    static final String PAGE = "bearings.html";

    private static final double SECONDS_PER_HOUR = 3600;

    private FindingFiles() {}

    static void write(Path directory, List<Finding> findings) throws IOException {
        Files.createDirectories(directory);
        StringBuilder page = new StringBuilder();
        page.append(
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Bearings until they failed</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
                svg { width: 100%; height: auto; }
                </style></head><body>
                <h1>Bearings until they failed</h1>
                <p>Growth of vibration since each bearing's own beginning, as the health monitor sees it
                window by window; a circle where it is found to degrade.</p>
                """);
        for (Finding finding : findings) {
            String name = finding.recording().name();
            String plot = FindingPlot.svg(finding);
            Files.writeString(directory.resolve(name + ".svg"), plot);
            Files.writeString(directory.resolve(name + ".health.csv"), csv(finding));
            page.append("<h2>").append(FindingPlot.escaped(name)).append("</h2>\n");
            page.append(plot).append("<ul>\n");
            for (Bearing bearing : finding.bearings()) {
                page.append("<li><b>")
                        .append(FindingPlot.escaped(bearing.name()))
                        .append("</b>: ")
                        .append(FindingPlot.escaped(FindingText.verdict(finding, bearing)))
                        .append("</li>\n");
            }
            page.append("</ul>\n");
        }
        page.append("</body></html>\n");
        Files.writeString(directory.resolve(PAGE), page);
    }

    private static String csv(Finding finding) {
        Recording recording = finding.recording();
        StringBuilder csv =
                new StringBuilder(
                        "time,sensor,level,state,index,growth,remaining_hours,earliest_hours,"
                                + "latest_hours\n");
        for (int window = 0; window < recording.windows(); window++) {
            Instant time = Instant.EPOCH.plus(recording.micros().get(window), ChronoUnit.MICROS);
            for (Bearing bearing : finding.bearings()) {
                for (Course course : bearing.courses()) {
                    HealthReading reading = course.readings().get(window);
                    Optional<RemainingLife> left = reading.remaining();
                    csv.append(
                            String.format(
                                    Locale.ROOT,
                                    "%s,%s,%s,%s,%.4f,%.4f,%s,%s,%s%n",
                                    time,
                                    course.channel().name(),
                                    course.channel().levels().get(window),
                                    reading.state(),
                                    reading.index(),
                                    reading.growth(),
                                    hours(left.map(RemainingLife::expected)),
                                    hours(left.map(RemainingLife::earliest)),
                                    hours(left.flatMap(RemainingLife::latest))));
                }
            }
        }
        return csv.toString();
    }

    private static String hours(Optional<Duration> duration) {
        return duration.map(
                        time ->
                                String.format(
                                        Locale.ROOT, "%.1f", time.toSeconds() / SECONDS_PER_HOUR))
                .orElse("");
    }
}
