package io.fleetstream.jobs.shadow.domain.tree;

/**
 * An object: its members in the order they were first written. Keys are canonical JSON without the
 * quotes, so that equal keys have equal bytes.
 */
public final class ObjectNode extends Node {
    /** The object without members. */
    public static final ObjectNode EMPTY = new ObjectNode(new Text[0], new Node[0], 0);

    private final int size;
    private final Encoded encoded;
    private Text[] keys;
    private Node[] values;
    private KeyTable table;

    /** The first {@code size} of the members; keys are unique; the arrays are not copied. */
    ObjectNode(Text[] keys, Node[] values, int size) {
        this.size = size;
        this.encoded = null;
        this.keys = keys;
        this.values = values;
    }

    /** An object that is decoded when somebody asks for a member. */
    ObjectNode(Encoded encoded) {
        this.size = encoded.members();
        this.encoded = encoded;
    }

    /** Where it stands in state; null for an object that is new. */
    Encoded encoded() {
        return encoded;
    }

    /** Whether nobody has asked for a member, so that the bytes say all there is to know. */
    boolean isOnlyEncoded() {
        return keys == null;
    }

    private Text[] decodedKeys() {
        if (keys == null) {
            Text[] decoded = new Text[size];
            values = new Node[size];
            encoded.decode(decoded, values);
            keys = decoded;
        }
        return keys;
    }

    /** Number of members. */
    public int size() {
        return size;
    }

    /** Key of one member, counted from 0. */
    public Text key(int index) {
        return decodedKeys()[index];
    }

    /** Value of one member, counted from 0. */
    public Node value(int index) {
        return values()[index];
    }

    /** The value of that key; null if there is none. */
    public Node get(Text key) {
        int index = find(key, 0);
        return index < 0 ? null : value(index);
    }

    /**
     * Position of a key, or -1.
     *
     * @param hint where it probably stands
     */
    int find(Text key, int hint) {
        Text[] all = decodedKeys();
        if (hint < size && all[hint].equals(key)) {
            return hint;
        }
        if (size > KeyTable.WORTH_IT) {
            if (table == null) {
                table = new KeyTable(size);
                for (int i = 0; i < size; i++) {
                    table.add(all, i);
                }
            }
            return table.find(all, key);
        }
        for (int i = 0; i < size; i++) {
            if (all[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    Text[] keys() {
        return decodedKeys();
    }

    Node[] values() {
        decodedKeys();
        return values;
    }

    @Override
    public void writeState(JsonOut out) {
        if (keys == null) {
            encoded.writeText(out, false);
            return;
        }
        out.put('{');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.put(',');
            }
            writeMember(out, i, false);
        }
        out.put('}');
    }

    @Override
    public void writeMetadata(JsonOut out) {
        if (keys == null) {
            encoded.writeText(out, true);
            return;
        }
        out.put('{');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.put(',');
            }
            writeMember(out, i, true);
        }
        out.put('}');
    }

    /** Writes a key and its state, or its metadata. */
    void writeMember(JsonOut out, int index, boolean metadata) {
        decodedKeys()[index].writeKeyTo(out);
        if (metadata) {
            values[index].writeMetadata(out);
        } else {
            values[index].writeState(out);
        }
    }

    @Override
    boolean hasNull() {
        if (keys == null) {
            // nulls stand in requests only
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (values[i].hasNull()) {
                return true;
            }
        }
        return false;
    }

    @Override
    int computeJsonSize() {
        if (keys == null) {
            return encoded.jsonSize();
        }
        int sum = 2 + Math.max(0, size - 1);
        for (int i = 0; i < size; i++) {
            sum += keys[i].length() + 3 + values[i].jsonSize();
        }
        return sum;
    }
}
