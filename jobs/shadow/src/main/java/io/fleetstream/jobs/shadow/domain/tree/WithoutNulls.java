package io.fleetstream.jobs.shadow.domain.tree;

/** Drops the nulls of a value that is inserted, where they have nothing to remove. */
final class WithoutNulls {
    private WithoutNulls() {}

    /** The value without nulls; an object that held nothing else is empty. */
    static Node of(Node value) {
        if (!value.hasNull()) {
            return value;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode rest = rest(object);
            return rest == null ? ObjectNode.EMPTY : rest;
        }
        ArrayNode array = (ArrayNode) value;
        Node[] elements = new Node[array.size()];
        for (int i = 0; i < elements.length; i++) {
            // an element that held only nulls stays: positions mean something in an array
            elements[i] = of(array.element(i));
        }
        return new ArrayNode(elements, array.stamp());
    }

    /** As {@link #of}, but null for an object that held nothing else. */
    static Node orAbsent(Node value) {
        return value instanceof ObjectNode object && object.hasNull() ? rest(object) : of(value);
    }

    private static ObjectNode rest(ObjectNode object) {
        Text[] keys = new Text[object.size()];
        Node[] values = new Node[object.size()];
        int size = 0;
        for (int i = 0; i < object.size(); i++) {
            Node value = object.value(i);
            Node kept = value instanceof Leaf leaf && leaf.isNull() ? null : orAbsent(value);
            if (kept != null) {
                keys[size] = object.key(i);
                values[size] = kept;
                size++;
            }
        }
        return size == 0 ? null : new ObjectNode(keys, values, size);
    }
}
