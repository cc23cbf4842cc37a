package io.fleetstream.benchmarks.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a benchmark is run.
 *
 * @param directory for services, data and logs; one run at a time
 * @param records records per drain, where something else than the benchmark's own is wanted
 * @param warmUps drains per variant that count for nothing; at least 1, or 0 where quick
 * @param repetitions drains per variant that count; at least 1
 * @param quick whether the benchmark's small number of records will do
 * @param variants the only ones wanted; empty for all
 * @param flameGraphs directory for flame graphs of measured processes; empty for none
 * @param data directory of recordings to work on, for benchmarks that need some
 * @param out directory for what is found out about each recording
 * @param progress gets one line per step, from several threads
 */
public record Run(
        Path directory,
        OptionalLong records,
        int warmUps,
        int repetitions,
        boolean quick,
        List<String> variants,
        Optional<Path> flameGraphs,
        Optional<Path> data,
        Optional<Path> out,
        Consumer<String> progress) {

    /** Refuses runs that measure nothing, or only cold processes. */
    public Run {
        if (warmUps < (quick ? 0 : 1) || repetitions < 1) {
            throw new IllegalArgumentException(
                    "%d warm-ups and %d repetitions: both must be at least 1"
                            .formatted(warmUps, repetitions));
        }
    }

    /** A run without recordings. */
    public Run(
            Path directory,
            OptionalLong records,
            int warmUps,
            int repetitions,
            boolean quick,
            List<String> variants,
            Optional<Path> flameGraphs,
            Consumer<String> progress) {
        this(
                directory,
                records,
                warmUps,
                repetitions,
                quick,
                variants,
                flameGraphs,
                Optional.empty(),
                Optional.empty(),
                progress);
    }

    /** Whether a variant takes part. */
    public boolean wants(String variant) {
        return variants.isEmpty() || variants.contains(variant);
    }

    /** Whether variants may share a process: their figures are worth nothing anyway. */
    public boolean sharesProcesses() {
        return quick && flameGraphs.isEmpty();
    }

    /** Records per drain, from the benchmark's two sizes unless said otherwise. */
    public long recordsOr(long full, long small) {
        return records.orElse(quick ? small : full);
    }

    /** Tells whoever waits. */
    public void say(String format, Object... arguments) {
        progress.accept(String.format(java.util.Locale.ROOT, format, arguments));
    }
}
