package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.run.Run;
import java.util.List;

final class FleetState {
    private FleetState() {}

    static List<Figure> measure(Run run, String benchmark) {
        return List.of();
    }
}
