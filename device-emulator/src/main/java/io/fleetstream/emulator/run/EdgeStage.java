package io.fleetstream.emulator.run;

import io.fleetstream.emulator.edge.AdaptiveSampling;
import io.fleetstream.emulator.edge.Bounds;
import io.fleetstream.emulator.edge.DeadBandFilter;
import io.fleetstream.emulator.edge.EdgeRules;
import io.fleetstream.emulator.edge.WindowAggregator;
import io.fleetstream.emulator.payload.Content;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules of a gateway for one device: is it sampled now; is it unusual (sent whole, with
 * priority); else summed up, or thinned out. A marker is always sampled, closes the window, and is
 * sent whole.
 */
final class EdgeStage implements DraftStage {
    private final Map<String, Bounds> bounds;
    private final AdaptiveSampling sampling;
    private final DeadBandFilter filter;
    private final WindowAggregator aggregator;

    EdgeStage(EdgeRules rules) {
        bounds = rules.bounds();
        sampling = new AdaptiveSampling(rules.slowest());
        filter = new DeadBandFilter(rules.deadBands());
        aggregator = rules.window().map(WindowAggregator::new).orElse(null);
    }

    @Override
    public List<Draft> take(TelemetryEvent event, boolean marker) {
        if (!sampling.isDue() && !marker) {
            return List.of();
        }
        sampling.learn(event);
        List<Draft> drafts = new ArrayList<>(2);
        if (aggregator != null) {
            aggregator.add(event).ifPresent(window -> drafts.add(draft(window)));
            if (marker) {
                aggregator.cut().ifPresent(window -> drafts.add(draft(window)));
            }
        }
        if (marker || unusual(event)) {
            filter.pass(event);
            drafts.add(new Draft(new Content.Samples(List.of(event)), marker, !marker));
        } else if (aggregator == null) {
            TelemetryEvent changed = filter.apply(event);
            if (changed.reported() > 0) {
                drafts.add(draft(new Content.Samples(List.of(changed))));
            }
        }
        return drafts;
    }

    private boolean unusual(TelemetryEvent event) {
        if (bounds.isEmpty()) {
            return false;
        }
        List<MetricDefinition> metrics = event.device().profile().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            Bounds usual = bounds.get(metrics.get(i).name());
            if (usual != null && usual.excludes(event.values().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static Draft draft(Content content) {
        return new Draft(content, false, false);
    }
}
