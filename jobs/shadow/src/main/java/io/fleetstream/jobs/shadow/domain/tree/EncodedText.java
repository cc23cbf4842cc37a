package io.fleetstream.jobs.shadow.domain.tree;

/**
 * Writes encoded members as text. Each member reserves its room once and is then written without
 * further questions: half of what the job writes goes through here. For one use.
 */
final class EncodedText {
    /** A comma, two quotes and a colon, and the longest stamp or the brace behind them. */
    private static final int AROUND_MEMBER = 4 + JsonOut.LONGEST_STAMP;

    private final byte[] bytes;
    private final long base;
    private final BinaryIn in;
    private final JsonOut out;
    private final boolean metadata;

    EncodedText(byte[] bytes, int start, long base, JsonOut out, boolean metadata) {
        this.bytes = bytes;
        this.base = base;
        this.in = new BinaryIn(bytes, start);
        this.out = out;
        this.metadata = metadata;
    }

    void members(int count, long inherited, boolean stamped) {
        out.put('{');
        for (int i = 0; i < count; i++) {
            int key = (int) in.varint();
            out.reserve(AROUND_MEMBER + key);
            if (i > 0) {
                out.append((byte) ',');
            }
            out.appendKey(bytes, in.position(), key);
            in.skip(key);
            value(inherited, stamped);
        }
        out.put('}');
    }

    /** A value for whose stamp there is room. */
    private void value(long inherited, boolean stamped) {
        long head = in.varint();
        int size = TreeCodec.size(head);
        if (TreeCodec.isObject(head)) {
            in.skipVarint();
            members(size, inherited, stamped);
            return;
        }
        long stamp = inherited;
        if (stamped && metadata) {
            stamp = base - in.zigZag();
        } else if (stamped) {
            in.skipVarint();
        }
        if (!TreeCodec.isLeaf(head)) {
            elements(size, stamp);
            return;
        }
        if (metadata) {
            out.appendStamp(stamp);
        } else {
            out.put(bytes, in.position(), size);
        }
        in.skip(size);
    }

    private void elements(int count, long stamp) {
        out.put('[');
        for (int i = 0; i < count; i++) {
            out.reserve(AROUND_MEMBER);
            if (i > 0) {
                out.append((byte) ',');
            }
            value(stamp, false);
        }
        out.put(']');
    }
}
