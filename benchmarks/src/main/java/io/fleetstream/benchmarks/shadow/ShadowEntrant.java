package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flame.FlameGraph;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A process with one of the jobs; in its first drain it looks at all that is written. */
final class ShadowEntrant implements Contestant, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private final String name;
    private final ChildProcess child;
    private final Map<String, String> settings;
    private final Optional<Path> recording;
    private final Optional<Path> flameGraphs;
    private boolean looked;

    ShadowEntrant(
            String name,
            ChildProcess child,
            Map<String, String> settings,
            Optional<Path> recording,
            Optional<Path> flameGraphs) {
        this.name = name;
        this.child = child;
        this.settings = new HashMap<>(settings);
        this.recording = recording;
        this.flameGraphs = flameGraphs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample drain() throws IOException {
        settings.put(Setting.LOOK, Boolean.toString(!looked));
        looked = true;
        return child.drain(new Request(settings), LIMIT);
    }

    @Override
    public void close() throws IOException {
        child.close();
        if (recording.isPresent()) {
            FlameGraph.draw(recording.get(), flameGraphs.orElseThrow(), name);
        }
    }
}
