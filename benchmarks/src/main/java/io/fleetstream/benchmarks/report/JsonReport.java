package io.fleetstream.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The report for machines, a stable format: {@code results} holds the figures, {@code raw} every
 * repetition they come from.
 *
 * @param results one entry per bar, then CPU time and wall rate of each variant
 * @param raw every drain in the order they ran, warm-ups marked
 */
public record JsonReport(List<Figure> results, List<Raw> raw) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** One repetition as it is written. */
    record Raw(
            String benchmark,
            String variant,
            int round,
            boolean warmUp,
            long records,
            double cpuMicrosPerRecord,
            double recordsPerSecond,
            long cpuNanos,
            long wallNanos,
            Long gcMillis,
            Long allocatedBytes) {

        static Raw of(String benchmark, Drain drain) {
            Sample sample = drain.sample();
            return new Raw(
                    benchmark,
                    drain.variant(),
                    drain.round(),
                    drain.warmUp(),
                    sample.records(),
                    sample.cpuMicrosPerRecord(),
                    sample.recordsPerSecond(),
                    sample.cpuNanos(),
                    sample.wallNanos(),
                    known(sample.gcMillis()),
                    known(sample.allocatedBytes()));
        }
    }

    private static Long known(long value) {
        return value == Sample.UNKNOWN ? null : Long.valueOf(value);
    }

    /** Of all benchmarks of a run, in their order. */
    public static JsonReport of(List<Outcome> outcomes) {
        return new JsonReport(
                outcomes.stream().flatMap(outcome -> outcome.figures().stream()).toList(),
                outcomes.stream()
                        .flatMap(
                                outcome ->
                                        outcome.drains().stream()
                                                .map(drain -> Raw.of(outcome.benchmark(), drain)))
                        .toList());
    }

    /** Writes the file, and the directories above it. */
    public void writeTo(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Files.writeString(file, MAPPER.writeValueAsString(this) + System.lineSeparator());
    }
}
