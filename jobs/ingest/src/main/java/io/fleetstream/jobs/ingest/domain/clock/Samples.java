package io.fleetstream.jobs.ingest.domain.clock;

import java.util.Arrays;

/**
 * Pairs of device time and arrival, {@code time, arrival, time, arrival, …}, in microseconds.
 * Arrays given are not changed.
 */
final class Samples {
    private Samples() {}

    static int count(long[] samples) {
        return samples.length / 2;
    }

    /** With one more, and then the last {@code most} of them. */
    static long[] with(long[] samples, long time, long arrival, int most) {
        int kept = Math.min(count(samples), most - 1);
        long[] longer = Arrays.copyOfRange(samples, samples.length - 2 * kept, samples.length + 2);
        longer[2 * kept] = time;
        longer[2 * kept + 1] = arrival;
        return longer;
    }

    /** The last {@code most} of them. */
    static long[] last(long[] samples, int most) {
        int surplus = count(samples) - most;
        return surplus <= 0 ? samples : Arrays.copyOfRange(samples, 2 * surplus, samples.length);
    }

    static long lastArrival(long[] samples) {
        return samples[samples.length - 1];
    }

    /** Greatest difference of device time and arrival: the one with the least delay on its way. */
    static long offset(long[] samples) {
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < samples.length; i += 2) {
            greatest = Math.max(greatest, samples[i] - samples[i + 1]);
        }
        return greatest;
    }

    /** By how much the differences vary. */
    static long spread(long[] samples) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < samples.length; i += 2) {
            least = Math.min(least, samples[i] - samples[i + 1]);
        }
        return offset(samples) - least;
    }

    /** Over how much time they arrived. */
    static long arrivalSpan(long[] samples) {
        return span(samples, 1);
    }

    /** Over how much time the device sent them, by its own clock. */
    static long deviceSpan(long[] samples) {
        return span(samples, 0);
    }

    private static long span(long[] samples, int which) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = which; i < samples.length; i += 2) {
            least = Math.min(least, samples[i]);
            greatest = Math.max(greatest, samples[i]);
        }
        return greatest - least;
    }
}
