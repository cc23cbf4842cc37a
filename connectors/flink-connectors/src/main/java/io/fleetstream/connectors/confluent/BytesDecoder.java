package io.fleetstream.connectors.confluent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding over an array whose end is known. Avro's own decoder allocates whatever
 * length it reads before it looks for the bytes, so a few bytes of garbage can ask for gigabytes;
 * this one never allocates more than what is left.
 */
final class BytesDecoder extends Decoder {
    private final byte[] bytes;
    private int position;

    BytesDecoder(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return bytes[advance(1)] == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("int out of range");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = bytes[advance(1)];
            zigzag |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new AvroRuntimeException("long of more than ten bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        advance(readLength());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        byte[] copy = new byte[readLength()];
        readFixed(copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws IOException {
        advance(readLength());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readBlockCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readBlockCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return readBlockCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readBlockCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    /**
     * Items of a block; each takes at least a byte in our schemas, so more than that is garbage.
     */
    private long readBlockCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLong(); // size of the block in bytes, for those who skip it
            count = -count;
        }
        if (count < 0 || count > remaining()) {
            throw new EOFException();
        }
        return count;
    }

    /** Skips blocks that know their size, and leaves the items of one that does not to Avro. */
    private long skipBlocks() throws IOException {
        while (true) {
            long count = readLong();
            if (count >= 0) {
                if (count > remaining()) {
                    throw new EOFException();
                }
                return count;
            }
            advance(readLength());
        }
    }

    private int readLength() throws IOException {
        long length = readLong();
        if (length < 0) {
            throw new AvroRuntimeException("negative length");
        }
        if (length > remaining()) {
            throw new EOFException();
        }
        return (int) length;
    }

    private long littleEndian(int size) throws IOException {
        int start = advance(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[start + i] & 0xff);
        }
        return value;
    }

    /** Moves on by that many bytes and returns where they start. */
    private int advance(int length) throws IOException {
        if (length > remaining()) {
            throw new EOFException();
        }
        int start = position;
        position += length;
        return start;
    }
}
