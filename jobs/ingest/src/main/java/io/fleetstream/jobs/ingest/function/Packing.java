package io.fleetstream.jobs.ingest.function;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers in the bytes of a row. What changes with every message has a length of its own that stays
 * the same; what seldom changes, or is small, is short.
 */
final class Packing {
    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;
    private static final int LOW_BITS = 7;
    private static final long[] NO_LONGS = new long[0];
    private static final double[] NO_DOUBLES = new double[0];

    private Packing() {}

    /** Seven bits to a byte: one byte below 128; of a negative number ten. */
    static void writeCount(long count, DataOutputView target) throws IOException {
        long rest = count;
        while ((rest & ~LOW) != 0) {
            target.writeByte((int) (rest & LOW) | MORE);
            rest >>>= LOW_BITS;
        }
        target.writeByte((int) rest);
    }

    static long readCount(DataInputView source) throws IOException {
        long count = 0;
        int shift = 0;
        int part = source.readUnsignedByte();
        while ((part & MORE) != 0) {
            count |= (long) (part & LOW) << shift;
            shift += LOW_BITS;
            part = source.readUnsignedByte();
        }
        return count | (long) part << shift;
    }

    static int readSize(DataInputView source) throws IOException {
        return Math.toIntExact(readCount(source));
    }

    static void write(Long number, DataOutputView target) throws IOException {
        target.writeBoolean(number != null);
        if (number != null) {
            target.writeLong(number);
        }
    }

    static Long readLong(DataInputView source) throws IOException {
        return source.readBoolean() ? Long.valueOf(source.readLong()) : null;
    }

    static void write(long[] numbers, DataOutputView target) throws IOException {
        writeCount(numbers.length, target);
        for (long number : numbers) {
            target.writeLong(number);
        }
    }

    static long[] readLongs(DataInputView source) throws IOException {
        int size = readSize(source);
        long[] numbers = size == 0 ? NO_LONGS : new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = source.readLong();
        }
        return numbers;
    }

    static void write(double[] numbers, DataOutputView target) throws IOException {
        writeCount(numbers.length, target);
        for (double number : numbers) {
            target.writeDouble(number);
        }
    }

    static double[] readDoubles(DataInputView source) throws IOException {
        int size = readSize(source);
        double[] numbers = size == 0 ? NO_DOUBLES : new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = source.readDouble();
        }
        return numbers;
    }
}
