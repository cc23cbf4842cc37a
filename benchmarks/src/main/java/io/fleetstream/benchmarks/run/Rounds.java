package io.fleetstream.benchmarks.run;

import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets variants drain in turn, A B C A B C, so that whatever else the machine does falls on all of
 * them, and neighbours can be compared.
 */
public final class Rounds {
    private Rounds() {}

    /** One that drains when it is told to. */
    public interface Contestant {
        /** Name of the variant. */
        String name();

        /** Drains once, completely. */
        Sample drain() throws IOException;
    }

    /** What has to be done before anybody drains. */
    @FunctionalInterface
    public interface Preparation {
        /** Prepares one round. */
        void prepare() throws IOException;
    }

    /**
     * All rounds over the same records, the warm-ups first.
     *
     * @param expected records of each drain
     * @throws IOException if a drain failed, or brought another number of records
     */
    public static List<Drain> run(
            Run run, String benchmark, List<? extends Contestant> contestants, long expected)
            throws IOException {
        return run(run, benchmark, contestants, expected, () -> {});
    }

    /** As {@link #run(Run, String, List, long)}, with new records for each round. */
    public static List<Drain> run(
            Run run,
            String benchmark,
            List<? extends Contestant> contestants,
            long expected,
            Preparation preparation)
            throws IOException {
        List<Drain> drains = new ArrayList<>();
        for (int round = 0; round < run.warmUps() + run.repetitions(); round++) {
            boolean warmUp = round < run.warmUps();
            preparation.prepare();
            for (Contestant contestant : contestants) {
                Sample sample = contestant.drain();
                if (sample.records() != expected) {
                    throw new IOException(
                            "%s %s: %d records consumed, %d produced"
                                    .formatted(
                                            benchmark,
                                            contestant.name(),
                                            sample.records(),
                                            expected));
                }
                drains.add(new Drain(contestant.name(), round, warmUp, sample));
                run.say(
                        "%s %s %d/%d: %s %.2f us CPU, %,.0f/s",
                        benchmark,
                        warmUp ? "warm-up" : "round",
                        warmUp ? round + 1 : round + 1 - run.warmUps(),
                        warmUp ? run.warmUps() : run.repetitions(),
                        contestant.name(),
                        sample.cpuMicrosPerRecord(),
                        sample.recordsPerSecond());
            }
        }
        return drains;
    }
}
