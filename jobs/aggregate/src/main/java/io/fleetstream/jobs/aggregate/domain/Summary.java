package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a value stands for that a device or its gateway has aggregated: the value is the mean.
 *
 * @param count measurements; at least 1
 * @param min least of them; the mean if it was not given
 * @param max greatest of them; the mean if it was not given
 * @param sd sample standard deviation of them; 0 if it was not given
 */
public record Summary(long count, double min, double max, double sd) {

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        Varints.write(count, out);
        out.writeDouble(min);
        out.writeDouble(max);
        out.writeDouble(sd);
    }

    /** Reads what {@link #write} wrote. */
    public static Summary read(DataInput in) throws IOException {
        return new Summary(Varints.read(in), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
