package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Something known of some of the paths of a section; each path may have it, whether or not those
 * below it have it too. Mutable. Keys are those of the trees of the section.
 *
 * @param <V> what is known; immutable
 */
final class PathTree<V> {
    private V own;
    private final Map<Text, PathTree<V>> children = new LinkedHashMap<>();

    /** What is known of this very path; null for nothing. */
    V own() {
        return own;
    }

    void own(V value) {
        own = value;
    }

    Map<Text, PathTree<V>> children() {
        return children;
    }

    /** What is known below a key; null for nothing. */
    PathTree<V> child(Text key) {
        return children.get(key);
    }

    /** As {@link #child}, and there is one from now on. */
    PathTree<V> childOrNew(Text key) {
        return children.computeIfAbsent(key, absent -> new PathTree<>());
    }

    /** Removes what is below a key if nothing is known there. */
    void dropIfEmpty(Text key) {
        PathTree<V> child = children.get(key);
        if (child != null && child.isEmpty()) {
            children.remove(key);
        }
    }

    boolean isEmpty() {
        return own == null && children.isEmpty();
    }

    void clear() {
        own = null;
        children.clear();
    }

    /** Writes it: a varint of children and presence, what is known, keys and children. */
    void write(BinaryOut out, BiConsumer<BinaryOut, V> value) {
        out.putVarint(((long) children.size() << 1) | (own == null ? 0 : 1));
        if (own != null) {
            value.accept(out, own);
        }
        children.forEach(
                (key, child) -> {
                    out.putVarint(key.length());
                    key.writeTo(out);
                    child.write(out, value);
                });
    }

    /** Reads what {@link #write} wrote. */
    static <V> PathTree<V> read(BinaryIn in, Function<BinaryIn, V> value) {
        PathTree<V> tree = new PathTree<>();
        long head = in.varint();
        if ((head & 1) != 0) {
            tree.own = value.apply(in);
        }
        for (long left = head >>> 1; left > 0; left--) {
            Text key = in.text(Math.toIntExact(in.varint()));
            tree.children.put(key, read(in, value));
        }
        return tree;
    }
}
