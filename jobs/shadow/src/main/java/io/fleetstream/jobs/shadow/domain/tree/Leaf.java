package io.fleetstream.jobs.shadow.domain.tree;

/**
 * A string, number, boolean or, in requests, null. Strings have one canonical spelling: only the
 * quote, the backslash, control characters and lone surrogates are escaped. Numbers keep theirs.
 */
public final class Leaf extends Node {
    /** The null of a request that removes something. */
    public static final Leaf NULL = new Leaf(Text.of("null"), 0);

    private final Text json;
    private final long stamp;

    /**
     * A leaf.
     *
     * @param json the value in its canonical spelling
     * @param stamp when it was written, epoch seconds
     */
    public Leaf(Text json, long stamp) {
        this.json = json;
        this.stamp = stamp;
    }

    /** The value in its canonical spelling. */
    public Text json() {
        return json;
    }

    /** When it was written, epoch seconds. */
    public long stamp() {
        return stamp;
    }

    /** Whether it is null. */
    public boolean isNull() {
        return json.at(0) == 'n';
    }

    boolean isNumber() {
        byte first = json.at(0);
        return first == '-' || (first >= '0' && first <= '9');
    }

    @Override
    public void writeState(JsonOut out) {
        json.writeTo(out);
    }

    @Override
    public void writeMetadata(JsonOut out) {
        writeStamp(out, stamp);
    }

    /** Writes {@code {"timestamp":seconds}}. */
    public static void writeStamp(JsonOut out, long stamp) {
        out.putStamp(stamp);
    }

    @Override
    boolean hasNull() {
        return isNull();
    }

    @Override
    int computeJsonSize() {
        return json.length();
    }
}
