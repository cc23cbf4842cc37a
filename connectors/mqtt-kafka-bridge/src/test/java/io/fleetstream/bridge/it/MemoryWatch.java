package io.fleetstream.bridge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Samples the memory of a bridge while it works off a backlog. */
final class MemoryWatch {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int LINES = 20;

    private final BridgeUnderTest bridge;
    private final int messages;
    private final List<Sample> samples = new ArrayList<>();

    MemoryWatch(BridgeUnderTest bridge, int messages) {
        this.bridge = bridge;
        this.messages = messages;
    }

    /** Takes a sample; returns how many messages are acknowledged by now. */
    long sample() throws IOException, InterruptedException {
        Sample next =
                new Sample(
                        (long) bridge.metric("fleet_bridge_acknowledged_total"),
                        bridge.residentBytes(),
                        (long) bridge.metric("jvm_memory_used_bytes{area=\"heap\""),
                        (long) bridge.metric("fleet_bridge_in_flight_messages"),
                        (long) bridge.metric("fleet_bridge_intake_limit"));
        samples.add(next);
        return next.acknowledged();
    }

    int samples() {
        return samples.size();
    }

    long mostInFlight() {
        return samples.stream().mapToLong(Sample::inFlight).max().orElse(0);
    }

    /** Smallest limit of the intake that was seen; 0 if there never was one. */
    long lowestLimit() {
        return samples.stream().mapToLong(Sample::limit).filter(l -> l > 0).min().orElse(0);
    }

    /** The second half of the backlog takes no more memory than the first. */
    void assertFlat() {
        assertThat(most(Sample::resident, messages / 2, messages))
                .as("resident bytes in the second half")
                .isLessThan(most(Sample::resident, 0, messages / 2) * 11 / 10 + 16 * MEBIBYTE);
        assertThat(least(Sample::heap, messages / 2, messages))
                .as("least heap in the second half")
                .isLessThan(least(Sample::heap, messages / 10, messages / 2) + 24 * MEBIBYTE);
    }

    /** One line per twentieth of the backlog. */
    String report() {
        StringBuilder lines =
                new StringBuilder("acknowledged  RSS MiB  heap MiB  in flight  limit/s\n");
        long due = 0;
        for (Sample sample : samples) {
            if (sample.acknowledged() >= due) {
                lines.append(
                        "%,12d  %7d  %8d  %9d  %7d%n"
                                .formatted(
                                        sample.acknowledged(),
                                        sample.resident() / MEBIBYTE,
                                        sample.heap() / MEBIBYTE,
                                        sample.inFlight(),
                                        sample.limit()));
                due = sample.acknowledged() + messages / LINES;
            }
        }
        return lines.toString();
    }

    private long most(ToLongFunction<Sample> figure, long from, long to) {
        return samples.stream()
                .filter(sample -> sample.acknowledged() >= from && sample.acknowledged() <= to)
                .mapToLong(figure)
                .max()
                .orElse(0);
    }

    private long least(ToLongFunction<Sample> figure, long from, long to) {
        return samples.stream()
                .filter(sample -> sample.acknowledged() >= from && sample.acknowledged() <= to)
                .mapToLong(figure)
                .min()
                .orElse(Long.MAX_VALUE / 2);
    }

    private record Sample(long acknowledged, long resident, long heap, long inFlight, long limit) {}
}
