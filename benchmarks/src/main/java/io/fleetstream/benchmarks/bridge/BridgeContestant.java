package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The bridge as it is shipped, a process that stays; between drains its way is barred. */
final class BridgeContestant implements Contestant {
    static final String NAME = "bridge";

    private final ProcessHandle process;
    private final Gate gate;
    private final Arrivals arrivals;
    private final long messages;
    private final Duration limit;
    private final Run run;

    BridgeContestant(
            ProcessHandle process,
            Gate gate,
            Arrivals arrivals,
            long messages,
            Duration limit,
            Run run) {
        this.process = process;
        this.gate = gate;
        this.arrivals = arrivals;
        this.messages = messages;
        this.limit = limit;
        this.run = run;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample drain() throws IOException {
        Duration before = cpuTime();
        gate.open();
        try {
            long wallNanos = arrivals.await(limit);
            Duration cpu = cpuTime().minus(before);
            // The last acknowledgements are on their way to the broker.
            arrivals.settle();
            sayRepeats();
            return new Sample(messages, cpu.toNanos(), wallNanos, Sample.UNKNOWN, Sample.UNKNOWN);
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            gate.shut();
        }
    }

    private void sayRepeats() {
        if (arrivals.repeats() > 0) {
            run.say("bridge: %d messages were delivered again", arrivals.repeats());
        }
    }

    /** To a hundredth of a second, as the system counts it. */
    private Duration cpuTime() throws IOException {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("the bridge's process is gone"));
    }
}
