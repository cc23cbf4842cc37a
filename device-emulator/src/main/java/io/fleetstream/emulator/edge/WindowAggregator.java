package io.fleetstream.emulator.edge;

import io.fleetstream.emulator.payload.Content;
import io.fleetstream.emulator.payload.MetricSummary;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums up one device's samples over windows that begin at multiples of their length. Samples come
 * in the order of time. A window that is cut short says so: it ends with its last sample. One in
 * which nothing was measured is not sent: a reading without metrics is none.
 */
public final class WindowAggregator {
    private final long windowMs;
    private DeviceIdentity device;
    private RunningSummary[] metrics;
    private long startMs;
    private long lastMs;

    /** Creates an aggregator for windows of a length. */
    public WindowAggregator(Duration window) {
        this.windowMs = window.toMillis();
    }

    /** Takes a sample; the window before, if this sample belongs to a later one. */
    public Optional<Content.Summary> add(TelemetryEvent event) {
        long start = Math.floorDiv(event.timestampMs(), windowMs) * windowMs;
        Optional<Content.Summary> before = Optional.empty();
        if (metrics != null && start != startMs) {
            before = summary(startMs + windowMs);
            metrics = null;
        }
        if (metrics == null) {
            open(event, start);
        }
        lastMs = event.timestampMs();
        for (int i = 0; i < metrics.length; i++) {
            if (event.reports(i)) {
                metrics[i].add(event.values().get(i));
            }
        }
        return before;
    }

    /** Closes the window now; empty if it holds nothing. */
    public Optional<Content.Summary> cut() {
        if (metrics == null) {
            return Optional.empty();
        }
        Optional<Content.Summary> summary = summary(lastMs);
        metrics = null;
        return summary;
    }

    private void open(TelemetryEvent event, long start) {
        device = event.device();
        startMs = start;
        metrics = new RunningSummary[event.values().size()];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = new RunningSummary();
        }
    }

    private Optional<Content.Summary> summary(long endMs) {
        List<MetricDefinition> definitions = device.profile().metrics();
        List<MetricSummary> summaries = new ArrayList<>(metrics.length);
        for (int i = 0; i < metrics.length; i++) {
            if (metrics[i].count() > 0) {
                summaries.add(metrics[i].of(definitions.get(i)));
            }
        }
        if (summaries.isEmpty()) {
            return Optional.empty();
        }
        double seconds = Math.max(1, endMs - startMs) / 1000.0;
        return Optional.of(new Content.Summary(device, endMs, seconds, summaries));
    }
}
