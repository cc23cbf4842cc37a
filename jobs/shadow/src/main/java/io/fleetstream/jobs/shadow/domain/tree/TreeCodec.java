package io.fleetstream.jobs.shadow.domain.tree;

/**
 * Trees as bytes. A section begins with its base stamp; every value with a varint of size and kind.
 *
 * <pre>
 * section: varint base, members of the object
 * leaf:    varint (bytes &lt;&lt; 2 | 0), zigzag (base - stamp), JSON text
 * array:   varint (elements &lt;&lt; 2 | 1), zigzag (base - stamp), elements, whose leaves have no stamp
 * object:  varint (members &lt;&lt; 2 | 2), members: varint bytes, key, value
 * </pre>
 */
public final class TreeCodec {
    private static final int KIND_BITS = 2;
    private static final int KIND = 3;
    private static final int LEAF = 0;
    private static final int ARRAY = 1;
    private static final int OBJECT = 2;

    private TreeCodec() {}

    /**
     * Writes a section.
     *
     * @param base a stamp near most of those in the tree, epoch seconds
     */
    public static void write(BinaryOut out, ObjectNode section, long base) {
        out.putVarint(base);
        writeNode(out, section, base, true);
    }

    /** Reads a section; the tree refers to the array. */
    public static ObjectNode read(BinaryIn in) {
        long base = in.varint();
        return (ObjectNode) readNode(in, base, base, true);
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
            for (int i = 0; i < object.size(); i++) {
                out.putVarint(object.key(i).length());
                object.key(i).writeTo(out);
                writeNode(out, object.value(i), base, stamped);
            }
        }
    }

    private static Node readNode(BinaryIn in, long base, long inherited, boolean stamped) {
        long head = in.varint();
        int size = Math.toIntExact(head >>> KIND_BITS);
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
                Text[] keys = new Text[size];
                Node[] values = new Node[size];
                for (int i = 0; i < size; i++) {
                    keys[i] = in.text(Math.toIntExact(in.varint()));
                    values[i] = readNode(in, base, inherited, stamped);
                }
                return new ObjectNode(keys, values, size);
            }
        }
    }
}
