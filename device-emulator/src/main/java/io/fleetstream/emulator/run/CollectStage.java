package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.Content;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.ArrayList;
import java.util.List;

/** Sends every sample, a fixed number of them in each message. */
final class CollectStage implements DraftStage {
    private final int samples;
    private final List<TelemetryEvent> kept = new ArrayList<>(1);

    CollectStage(int samples) {
        this.samples = samples;
    }

    @Override
    public List<Draft> take(TelemetryEvent event, boolean marker) {
        kept.add(event);
        if (kept.size() < samples && !marker) {
            return List.of();
        }
        Draft draft = new Draft(new Content.Samples(kept), marker, false);
        kept.clear();
        return List.of(draft);
    }
}
