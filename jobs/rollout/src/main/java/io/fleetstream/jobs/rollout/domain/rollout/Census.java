package io.fleetstream.jobs.rollout.domain.rollout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many devices each bucket has, by count. A count is complete once every part of the job has
 * told its own; until then nobody of it is released. Not thread-safe.
 */
public final class Census {
    private final int buckets;
    private final List<Count> counts = new ArrayList<>();

    /** Nobody has been counted. */
    public Census(int buckets) {
        this.buckets = buckets;
    }

    /** As it was told by {@link #counts}. */
    Census(int buckets, List<Count> counts) {
        this(buckets);
        this.counts.addAll(counts);
    }

    /**
     * Parts of the job have counted their devices; told twice they count once.
     *
     * @param epoch which count, from 1
     * @param told indexes of those parts
     * @param parts how many parts there are
     * @param devices devices by bucket
     */
    public void add(int epoch, List<Integer> told, int parts, List<Integer> devices) {
        while (counts.size() < epoch) {
            counts.add(new Count(List.of(), parts, Collections.nCopies(buckets, 0)));
        }
        Count count = counts.get(epoch - 1);
        if (count.isComplete() || !Collections.disjoint(count.told(), told)) {
            return;
        }
        List<Integer> sum = new ArrayList<>(buckets);
        for (int bucket = 0; bucket < buckets; bucket++) {
            sum.add(count.devices().get(bucket) + devices.get(bucket));
        }
        List<Integer> all = new ArrayList<>(count.told());
        all.addAll(told);
        counts.set(epoch - 1, new Count(all, parts, sum));
    }

    /** Whether every part has told its devices of a count. */
    public boolean isComplete(int epoch) {
        return epoch <= counts.size() && counts.get(epoch - 1).isComplete();
    }

    /** Counts that are complete; they complete in order. */
    public int complete() {
        int epoch = 0;
        while (isComplete(epoch + 1)) {
            epoch++;
        }
        return epoch;
    }

    /** Devices of a count in one bucket. */
    long inBucket(int epoch, int bucket) {
        return counts.get(epoch - 1).devices().get(bucket);
    }

    private long between(int epoch, int from, int until) {
        return counts.get(epoch - 1).devices().subList(from, Math.max(from, until)).stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    /** Devices of all counts in a range of buckets, its end excluded. */
    public long devices(int from, int until) {
        long sum = 0;
        for (int epoch = 1; epoch <= counts.size(); epoch++) {
            sum += between(epoch, from, until);
        }
        return sum;
    }

    List<Count> counts() {
        return List.copyOf(counts);
    }

    /**
     * One count.
     *
     * @param told parts that have told
     * @param parts how many there are
     * @param devices devices by bucket
     */
    public record Count(List<Integer> told, int parts, List<Integer> devices) {
        /** Takes copies. */
        public Count {
            told = List.copyOf(told);
            devices = List.copyOf(devices);
        }

        boolean isComplete() {
            return told.size() >= parts;
        }
    }
}
