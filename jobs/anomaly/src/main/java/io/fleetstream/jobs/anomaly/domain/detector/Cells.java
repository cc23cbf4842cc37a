package io.fleetstream.jobs.anomaly.domain.detector;

import io.fleetstream.jobs.anomaly.domain.bytes.Numbers;

/** Numbers at fixed places in bytes, behind one byte that says in which form. */
final class Cells {
    private Cells() {}

    /** Bytes with room for so many numbers, all 0. */
    static byte[] create(int form, int doubles, int floats) {
        byte[] bytes = new byte[size(doubles, floats)];
        bytes[0] = (byte) form;
        return bytes;
    }

    static int size(int doubles, int floats) {
        return 1 + doubles * Double.BYTES + floats * Float.BYTES;
    }

    static double get(byte[] bytes, int index) {
        return Numbers.getDouble(bytes, size(index, 0));
    }

    static void set(byte[] bytes, int index, double value) {
        Numbers.putDouble(bytes, size(index, 0), value);
    }

    /** A number of single precision, all of which stand behind the others. */
    static float getFloat(byte[] bytes, int doubles, int index) {
        return Numbers.getFloat(bytes, size(doubles, index));
    }

    static void setFloat(byte[] bytes, int doubles, int index, float value) {
        Numbers.putFloat(bytes, size(doubles, index), value);
    }
}
