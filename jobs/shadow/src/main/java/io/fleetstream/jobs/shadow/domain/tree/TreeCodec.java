package io.fleetstream.jobs.shadow.domain.tree;

/**
 * Trees as bytes. A section begins with its base stamp; every value with a varint of size and kind.
 *
 * <pre>
 * section: varint base, members of the object
 * leaf:    varint (bytes &lt;&lt; 2 | 0), zigzag (base - stamp), JSON text
 * array:   varint (elements &lt;&lt; 2 | 1), zigzag (base - stamp), elements, whose leaves have no stamp
 * object:  varint (members &lt;&lt; 2 | 2), varint length of the members, members: varint bytes, key, value
 * </pre>
 */
public final class TreeCodec {
    private static final int KIND_BITS = 2;
    private static final int KIND = 3;
    private static final int LEAF = 0;
    private static final int ARRAY = 1;
    private static final int OBJECT = 2;

    /** Twelve days: a stamp takes three bytes at most. */
    private static final long FARTHEST = (1 << 20) - 1;

    private TreeCodec() {}

    /**
     * Writes a section.
     *
     * @param now a stamp near most of those in the tree, epoch seconds
     */
    public static void write(BinaryOut out, ObjectNode section, long now) {
        long base = base(section, now);
        out.putVarint(base);
        writeNode(out, section, base, true);
    }

    /**
     * What stamps are counted from: as in the bytes that some of it comes from, which can be copied
     * then, unless that is long ago.
     */
    private static long base(ObjectNode section, long now) {
        for (int i = 0; i < section.size(); i++) {
            if (section.value(i) instanceof ObjectNode inner && inner.encoded() != null) {
                long base = inner.encoded().base();
                return Math.abs(now - base) <= FARTHEST ? base : now;
            }
        }
        return now;
    }

    /**
     * Reads a section; the tree refers to the array.
     *
     * @param jsonSize its length as compact JSON
     */
    public static ObjectNode read(BinaryIn in, int jsonSize) {
        long base = in.varint();
        ObjectNode section = (ObjectNode) readNode(in, base, base, true);
        section.knowJsonSize(jsonSize);
        return section;
    }

    private static void writeNode(BinaryOut out, Node node, long base, boolean stamped) {
        if (node instanceof Leaf leaf) {
            out.putVarint(((long) leaf.json().length() << KIND_BITS) | LEAF);
            if (stamped) {
                out.putZigZag(base - leaf.stamp());
            }
            leaf.json().writeTo(out);
        } else if (node instanceof ArrayNode array) {
            out.putVarint(((long) array.size() << KIND_BITS) | ARRAY);
            if (stamped) {
                out.putZigZag(base - array.stamp());
            }
            for (int i = 0; i < array.size(); i++) {
                writeNode(out, array.element(i), base, false);
            }
        } else {
            ObjectNode object = (ObjectNode) node;
            out.putVarint(((long) object.size() << KIND_BITS) | OBJECT);
            if (stamped && object.isOnlyEncoded() && object.encoded().base() == base) {
                object.encoded().copyTo(out);
                return;
            }
            int start = out.size();
            for (int i = 0; i < object.size(); i++) {
                out.putVarint(object.key(i).length());
                object.key(i).writeTo(out);
                writeNode(out, object.value(i), base, stamped);
            }
            out.insertVarint(start, out.size() - start);
        }
    }

    static int size(long head) {
        return (int) (head >>> KIND_BITS);
    }

    static boolean isLeaf(long head) {
        return (head & KIND) == LEAF;
    }

    static boolean isObject(long head) {
        return (head & KIND) == OBJECT;
    }

    /** Reads a value; an object among stamped ones stays encoded. */
    static Node readNode(BinaryIn in, long base, long inherited, boolean stamped) {
        long head = in.varint();
        int size = size(head);
        switch ((int) (head & KIND)) {
            case LEAF -> {
                long stamp = stamped ? base - in.zigZag() : inherited;
                return new Leaf(in.text(size), stamp);
            }
            case ARRAY -> {
                long stamp = stamped ? base - in.zigZag() : inherited;
                Node[] elements = new Node[size];
                for (int i = 0; i < size; i++) {
                    elements[i] = readNode(in, base, stamp, false);
                }
                return new ArrayNode(elements, stamp);
            }
            default -> {
                int length = (int) in.varint();
                if (stamped) {
                    Encoded encoded = new Encoded(in.bytes(), in.position(), length, size, base);
                    in.skip(length);
                    return new ObjectNode(encoded);
                }
                Text[] keys = new Text[size];
                Node[] values = new Node[size];
                for (int i = 0; i < size; i++) {
                    keys[i] = in.text((int) in.varint());
                    values[i] = readNode(in, base, inherited, false);
                }
                return new ObjectNode(keys, values, size);
            }
        }
    }
}
