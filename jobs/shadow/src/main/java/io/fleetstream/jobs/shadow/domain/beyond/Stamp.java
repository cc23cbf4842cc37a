package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import java.nio.charset.StandardCharsets;

/**
 * Place of a write in an order in which all replicas would agree, whatever the order of arrival.
 *
 * @param order the measured time in microseconds since the epoch, or the sum of a vector clock,
 *     which is in line with what the writers had seen of each other
 * @param clock the vector clock as text, which decides between equal sums; empty for a time
 */
record Stamp(long order, String clock) implements Comparable<Stamp> {

    /** Of a measured time. */
    static Stamp at(long micros) {
        return new Stamp(micros, "");
    }

    /** Of a vector clock. */
    static Stamp of(VectorClock clock) {
        return new Stamp(clock.sum(), clock.text());
    }

    VectorClock vector() {
        return VectorClock.ofStored(clock);
    }

    boolean isConcurrentTo(Stamp that) {
        return !clock.isEmpty() && !that.clock.isEmpty() && vector().isConcurrentTo(that.vector());
    }

    @Override
    public int compareTo(Stamp that) {
        int first = Long.compare(order, that.order);
        return first != 0 ? first : clock.compareTo(that.clock);
    }

    /** Writes the order as a distance, which is short for what is near in time. */
    void write(BinaryOut out, long base) {
        byte[] text = clock.getBytes(StandardCharsets.UTF_8);
        out.putZigZag(base - order).putVarint(text.length).put(text, 0, text.length);
    }

    static Stamp read(BinaryIn in, long base) {
        long order = base - in.zigZag();
        return new Stamp(order, in.text(Math.toIntExact(in.varint())).toString());
    }
}
