package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in seven bits per byte, least significant first; few bytes for small numbers. */
public final class Varints {
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;

    private Varints() {}

    /** Writes a number that is hardly ever negative; a negative one takes ten bytes. */
    public static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~BITS) != 0) {
            out.writeByte(((int) rest & BITS) | MORE);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Reads what {@link #write} wrote. */
    public static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (long) (part & BITS) << shift;
            if (part < MORE) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Writes a number of either sign (zigzag). */
    public static void writeSigned(long value, DataOutput out) throws IOException {
        write((value << 1) ^ (value >> 63), out);
    }

    /** Reads what {@link #writeSigned} wrote. */
    public static long readSigned(DataInput in) throws IOException {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
