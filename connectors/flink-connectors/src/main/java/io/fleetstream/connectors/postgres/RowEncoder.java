package io.fleetstream.connectors.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Rows in the binary format of {@code COPY}, one behind the other in a buffer that grows: number of
 * columns, then of each its length and bytes, all big-endian; a null is the length -1.
 *
 * <p>Text is sent as it is, NUL included, which the server refuses: better one row set aside than
 * one stored with another name.
 */
final class RowEncoder {
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int NULL = -1;
    private static final int ASCII_END = 0x80;
    private static final byte JSONB_VERSION = 1;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** 2000-01-01, from which PostgreSQL counts microseconds. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800;

    /** 4714-11-24 BC, the least {@code timestamptz}, in those microseconds. */
    private static final long LEAST_MICROS = -211_813_488_000_000_000L;

    /** Year 294277, the first that is too late; infinity lies beyond. */
    private static final long END_MICROS = 9_223_371_331_200_000_000L;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int position;

    /** All rows so far, up to {@link #position()}. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Forgets what was written from there on. */
    void truncate(int to) {
        position = to;
    }

    void begin(int columns) {
        reserve(2);
        bytes[position++] = (byte) (columns >> 8);
        bytes[position++] = (byte) columns;
    }

    void text(String value) {
        if (value == null) {
            missing();
            return;
        }
        int length = value.length();
        reserve(4 + length);
        int at = position + 4;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= ASCII_END) {
                raw(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at + i] = (byte) c;
        }
        int32(length);
        position += length;
    }

    void json(String value) {
        if (value == null) {
            missing();
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        reserve(4 + 1 + utf8.length);
        int32(utf8.length + 1);
        bytes[position++] = JSONB_VERSION;
        System.arraycopy(utf8, 0, bytes, position, utf8.length);
        position += utf8.length;
    }

    void bytes(ByteBuffer value) {
        if (value == null) {
            missing();
            return;
        }
        int length = value.remaining();
        reserve(4 + length);
        int32(length);
        value.get(value.position(), bytes, position, length);
        position += length;
    }

    void bigint(Long value) {
        if (value == null) {
            missing();
        } else {
            eight(value);
        }
    }

    void number(Double value) {
        if (value == null) {
            missing();
        } else {
            eight(Double.doubleToLongBits(value));
        }
    }

    /** To the microsecond below. */
    void instant(Instant value) {
        if (value == null) {
            missing();
        } else {
            eight(micros(value));
        }
    }

    void integer(Integer value) {
        if (value == null) {
            missing();
            return;
        }
        reserve(8);
        int32(4);
        int32(value);
    }

    void flag(Boolean value) {
        if (value == null) {
            missing();
            return;
        }
        reserve(5);
        int32(1);
        bytes[position++] = (byte) (value ? 1 : 0);
    }

    private static long micros(Instant value) {
        long seconds = value.getEpochSecond() - POSTGRES_EPOCH_SECONDS;
        // in whole seconds first: the product below could overflow
        if (seconds < LEAST_MICROS / MICROS_PER_SECOND
                || seconds >= END_MICROS / MICROS_PER_SECOND) {
            throw UnencodableValueException.timeOutOfRange();
        }
        return seconds * MICROS_PER_SECOND + value.getNano() / NANOS_PER_MICRO;
    }

    private void missing() {
        reserve(4);
        int32(NULL);
    }

    private void raw(byte[] value) {
        reserve(4 + value.length);
        int32(value.length);
        System.arraycopy(value, 0, bytes, position, value.length);
        position += value.length;
    }

    private void eight(long value) {
        reserve(12);
        int32(8);
        int32((int) (value >> 32));
        int32((int) value);
    }

    private void int32(int value) {
        bytes[position] = (byte) (value >> 24);
        bytes[position + 1] = (byte) (value >> 16);
        bytes[position + 2] = (byte) (value >> 8);
        bytes[position + 3] = (byte) value;
        position += 4;
    }

    private void reserve(int more) {
        int needed = Math.addExact(position, more);
        if (needed > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            (int)
                                    Math.min(
                                            Integer.MAX_VALUE - 8,
                                            Math.max(needed, 2L * bytes.length)));
        }
    }
}
