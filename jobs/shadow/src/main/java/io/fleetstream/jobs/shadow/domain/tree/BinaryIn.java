package io.fleetstream.jobs.shadow.domain.tree;

/**
 * Reads what {@link BinaryOut} has written. Bytes that nobody has written lead to an {@link
 * IndexOutOfBoundsException} or to nonsense: the state of a job is never such.
 */
public final class BinaryIn {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;

    private final byte[] bytes;
    private int position;

    /** Reads from that position on. */
    public BinaryIn(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** Where the next byte stands. */
    public int position() {
        return position;
    }

    /** Reads what {@link BinaryOut#putVarint} wrote. */
    public long varint() {
        byte first = bytes[position++];
        return first >= 0 ? first : longer(first & PAYLOAD);
    }

    private long longer(long low) {
        long number = low;
        for (int shift = PAYLOAD_BITS; ; shift += PAYLOAD_BITS) {
            byte next = bytes[position++];
            number |= (long) (next & PAYLOAD) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    /** Reads what {@link BinaryOut#putZigZag} wrote. */
    public long zigZag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }

    /** The next bytes, uncopied. */
    public Text text(int length) {
        Text text = new Text(bytes, position, length);
        position += length;
        return text;
    }

    /** The array behind it. */
    byte[] bytes() {
        return bytes;
    }

    /** Passes over bytes. */
    public void skip(int length) {
        position += length;
    }
}
