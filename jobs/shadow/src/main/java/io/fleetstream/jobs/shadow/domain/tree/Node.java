package io.fleetstream.jobs.shadow.domain.tree;

/** A JSON value of a section, with the time of each leaf. */
public abstract sealed class Node permits ObjectNode, ArrayNode, Leaf {
    private int jsonSize = -1;

    /** Length of the value as compact JSON, in bytes. */
    public final int jsonSize() {
        if (jsonSize < 0) {
            jsonSize = computeJsonSize();
        }
        return jsonSize;
    }

    /** Takes the size from somebody who knows it. */
    final void knowJsonSize(int size) {
        jsonSize = size;
    }

    /** Writes the value as compact JSON. */
    public abstract void writeState(JsonOut out);

    /** Writes the metadata: the same shape with {@code {"timestamp":seconds}} for each leaf. */
    public abstract void writeMetadata(JsonOut out);

    /** Whether a null stands in it, which only requests may hold. */
    abstract boolean hasNull();

    abstract int computeJsonSize();
}
