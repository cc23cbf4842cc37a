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
        long number = 0;
        for (int shift = 0; ; shift += PAYLOAD_BITS) {
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

    /** Passes over bytes. */
    public void skip(int length) {
        position += length;
    }
}
