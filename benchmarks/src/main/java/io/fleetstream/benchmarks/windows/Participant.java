package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flame.FlameGraph;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A process that drains the readings of a case; what it has written is looked at in between. */
final class Participant implements Contestant, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private final String name;
    private final ChildProcess child;
    private final Request request;
    private final WrittenRows written;
    private final Optional<Path> recording;
    private final Optional<Path> flameGraphs;

    /**
     * One that has been started.
     *
     * @param written compares the rows of its case; null for one that writes none
     * @param recording where it records itself; empty for one that does not
     * @param flameGraphs directory for the flame graph; empty for none
     */
    Participant(
            String name,
            ChildProcess child,
            Request request,
            WrittenRows written,
            Optional<Path> recording,
            Optional<Path> flameGraphs) {
        this.name = name;
        this.child = child;
        this.request = request;
        this.written = written;
        this.recording = recording;
        this.flameGraphs = flameGraphs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample drain() throws IOException {
        Sample sample = child.drain(request, LIMIT);
        if (written != null) {
            written.compare(name);
        }
        return sample;
    }

    @Override
    public void close() throws IOException {
        child.close();
        if (recording.isPresent()) {
            FlameGraph.draw(recording.get(), flameGraphs.orElseThrow(), name);
        }
    }
}
