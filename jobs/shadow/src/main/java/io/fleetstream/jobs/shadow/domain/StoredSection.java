package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.TreeCodec;

/**
 * A section, as bytes, as tree, or both: only what is needed is decoded, only what is new encoded.
 */
final class StoredSection {
    private byte[] bytes;
    private int offset;
    private int length;
    private final int jsonSize;
    private ObjectNode tree;

    private StoredSection(byte[] bytes, int offset, int length, int jsonSize, ObjectNode tree) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.jsonSize = jsonSize;
        this.tree = tree;
    }

    /** One that is only in state so far. */
    static StoredSection read(byte[] stored, BinaryIn in) {
        int jsonSize = Math.toIntExact(in.varint());
        int length = Math.toIntExact(in.varint());
        StoredSection section = new StoredSection(stored, in.position(), length, jsonSize, null);
        in.skip(length);
        return section;
    }

    /** A new one; null for a tree without members. */
    static StoredSection of(ObjectNode tree, long stamp, BinaryOut buffer) {
        if (tree.size() == 0) {
            return null;
        }
        buffer.reset();
        TreeCodec.write(buffer, tree, stamp);
        byte[] bytes = buffer.toBytes();
        return new StoredSection(bytes, 0, bytes.length, tree.jsonSize(), tree);
    }

    /** Length as compact JSON. */
    int jsonSize() {
        return jsonSize;
    }

    ObjectNode tree() {
        if (tree == null) {
            tree = TreeCodec.read(new BinaryIn(bytes, offset), jsonSize);
        }
        return tree;
    }

    void writeTo(BinaryOut out) {
        out.putVarint(jsonSize).putVarint(length).put(bytes, offset, length);
    }
}
