package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/**
 * Writes an object and remembers where each member stands in the text, so that another object can
 * copy the members that it shares with this one. Used again and again by one thread.
 */
public final class MemberSpans {
    private static final int FIRST_SIZE = 16;

    private int[] starts = new int[FIRST_SIZE];
    private int start;
    private int end;

    /** Where the object begins. */
    public int start() {
        return start;
    }

    /** Where the object ends. */
    public int end() {
        return end;
    }

    /**
     * Writes the state of an object, or its metadata.
     *
     * @param before an object that stands in the same text already; null for none
     * @param written where that one stands
     */
    public void write(
            JsonOut out,
            ObjectNode tree,
            boolean metadata,
            ObjectNode before,
            MemberSpans written) {
        start = out.size();
        if (tree == before) {
            out.repeat(written.start, written.end);
            end = out.size();
            // nobody copies from a copy
            return;
        }
        int size = tree.size();
        if (size >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        out.put('{');
        int i = 0;
        while (i < size) {
            int shared = before == null ? i : sharedUpTo(tree, before, i);
            if (i > 0) {
                out.put(',');
            }
            starts[i] = out.size();
            if (shared > i) {
                // the comma behind the last of them is not theirs
                out.repeat(written.starts[i], written.starts[shared] - 1);
                i = shared;
            } else {
                tree.writeMember(out, i, metadata);
                i++;
            }
        }
        out.put('}');
        end = out.size();
        // as if one more member followed
        starts[size] = end;
    }

    /** End of the members from {@code from} on that stand at the same place in both. */
    private static int sharedUpTo(ObjectNode tree, ObjectNode before, int from) {
        int most = Math.min(tree.size(), before.size());
        int i = from;
        while (i < most && tree.value(i) == before.value(i) && tree.key(i).equals(before.key(i))) {
            i++;
        }
        return i;
    }
}
