package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/**
 * The members of an object as {@link TreeCodec} has written them: most of a shadow goes from state
 * to messages and back into state without becoming a tree. Immutable.
 */
final class Encoded {
    private static final int PUNCTUATION_OF_MEMBER = 3;

    private final byte[] bytes;
    private final int start;
    private final int length;
    private final int members;
    private final long base;

    /**
     * Members in somebody else's array.
     *
     * @param base what the stamps are counted from
     */
    Encoded(byte[] bytes, int start, int length, int members, long base) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.members = members;
        this.base = base;
    }

    int members() {
        return members;
    }

    /** What the stamps are counted from, epoch seconds. */
    long base() {
        return base;
    }

    void copyTo(BinaryOut out) {
        out.putVarint(length).put(bytes, start, length);
    }

    void decode(Text[] keys, Node[] values) {
        BinaryIn in = new BinaryIn(bytes, start);
        for (int i = 0; i < members; i++) {
            keys[i] = in.text((int) in.varint());
            values[i] = TreeCodec.readNode(in, base, base, true);
        }
    }

    /** Writes the object's state, or its metadata. */
    void writeText(JsonOut out, boolean metadata) {
        new EncodedText(bytes, start, base, out, metadata).members(members, base, true);
    }

    /** Length of the object as compact JSON. */
    int jsonSize() {
        return sizeOfMembers(new BinaryIn(bytes, start), members, true);
    }

    private static int sizeOfMembers(BinaryIn in, int count, boolean stamped) {
        int sum = 2 + Math.max(0, count - 1);
        for (int i = 0; i < count; i++) {
            int key = (int) in.varint();
            in.skip(key);
            sum += key + PUNCTUATION_OF_MEMBER + sizeOfValue(in, stamped);
        }
        return sum;
    }

    private static int sizeOfValue(BinaryIn in, boolean stamped) {
        long head = in.varint();
        int size = TreeCodec.size(head);
        if (TreeCodec.isObject(head)) {
            in.skipVarint();
            return sizeOfMembers(in, size, stamped);
        }
        if (stamped) {
            in.skipVarint();
        }
        if (TreeCodec.isLeaf(head)) {
            in.skip(size);
            return size;
        }
        int sum = 2 + Math.max(0, size - 1);
        for (int i = 0; i < size; i++) {
            sum += sizeOfValue(in, false);
        }
        return sum;
    }

    /**
     * Whether both say the same, letter by letter and in the same order, whatever their stamps; if
     * not, they may still be equal.
     */
    boolean spellsTheSame(Encoded that) {
        return members == that.members
                && sameMembers(
                        new BinaryIn(bytes, start),
                        new BinaryIn(that.bytes, that.start),
                        members,
                        true);
    }

    private static boolean sameMembers(BinaryIn a, BinaryIn b, int count, boolean stamped) {
        for (int i = 0; i < count; i++) {
            int key = (int) a.varint();
            if (key != b.varint() || !sameBytes(a, b, key) || !sameValue(a, b, stamped)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(BinaryIn a, BinaryIn b, boolean stamped) {
        long head = a.varint();
        if (head != b.varint()) {
            return false;
        }
        int size = TreeCodec.size(head);
        if (TreeCodec.isObject(head)) {
            a.skipVarint();
            b.skipVarint();
            return sameMembers(a, b, size, stamped);
        }
        if (stamped) {
            a.skipVarint();
            b.skipVarint();
        }
        if (TreeCodec.isLeaf(head)) {
            return sameBytes(a, b, size);
        }
        for (int i = 0; i < size; i++) {
            if (!sameValue(a, b, false)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameBytes(BinaryIn a, BinaryIn b, int length) {
        boolean same =
                Arrays.equals(
                        a.bytes(),
                        a.position(),
                        a.position() + length,
                        b.bytes(),
                        b.position(),
                        b.position() + length);
        a.skip(length);
        b.skip(length);
        return same;
    }
}
