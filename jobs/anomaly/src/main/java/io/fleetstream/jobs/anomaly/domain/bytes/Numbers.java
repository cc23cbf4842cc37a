package io.fleetstream.jobs.anomaly.domain.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers at places in bytes, to be read and changed where they are. */
public final class Numbers {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ORDER);
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ORDER);

    private Numbers() {}

    /** The number in the eight bytes from there on. */
    public static double getDouble(byte[] bytes, int at) {
        return (double) DOUBLES.get(bytes, at);
    }

    /** Puts a number into eight bytes. */
    public static void putDouble(byte[] bytes, int at, double value) {
        DOUBLES.set(bytes, at, value);
    }

    /** The number in the four bytes from there on. */
    public static float getFloat(byte[] bytes, int at) {
        return (float) FLOATS.get(bytes, at);
    }

    /** Puts a number into four bytes. */
    public static void putFloat(byte[] bytes, int at, float value) {
        FLOATS.set(bytes, at, value);
    }

    /** Copies numbers of four bytes, one behind the other. */
    public static void getFloats(byte[] bytes, int at, float[] into, int count) {
        ByteBuffer.wrap(bytes, at, count * Float.BYTES)
                .order(ORDER)
                .asFloatBuffer()
                .get(into, 0, count);
    }
}
