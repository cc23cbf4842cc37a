package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/** Collects the members of an object; of a key that comes twice the last value counts. */
public final class ObjectBuilder {
    private static final int FIRST_SIZE = 8;

    private Text[] keys;
    private Node[] values;
    private int size;
    private KeyTable table;
    private int tableRoom;

    /** An empty builder. */
    public ObjectBuilder() {
        keys = new Text[FIRST_SIZE];
        values = new Node[FIRST_SIZE];
    }

    /** Sets the value of a key. */
    public void put(Text key, Node value) {
        int position = find(key);
        if (position >= 0) {
            values[position] = value;
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        keys[size] = key;
        values[size] = value;
        size++;
        index();
    }

    /** The object; the builder must not be used afterwards. */
    public ObjectNode build() {
        return size == 0 ? ObjectNode.EMPTY : new ObjectNode(keys, values, size);
    }

    private int find(Text key) {
        if (table != null) {
            return table.find(keys, key);
        }
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private void index() {
        if (size <= KeyTable.WORTH_IT) {
            return;
        }
        if (size > tableRoom) {
            tableRoom = 2 * size;
            table = new KeyTable(tableRoom);
            for (int i = 0; i < size; i++) {
                table.add(keys, i);
            }
        } else {
            table.add(keys, size - 1);
        }
    }
}
