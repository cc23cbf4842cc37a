package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectBuilder;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the desired values have a time to live, and until when. */
final class Leases {
    private final PathTree<Lease> tree;

    Leases() {
        this(new PathTree<>());
    }

    private Leases(PathTree<Lease> tree) {
        this.tree = tree;
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    void clear() {
        tree.clear();
    }

    /**
     * Values were written: whatever was known of them is over.
     *
     * @param lease theirs; null for none
     */
    void written(ObjectNode patch, Lease lease) {
        written(patch, tree, lease);
    }

    private static void written(ObjectNode patch, PathTree<Lease> known, Lease lease) {
        for (int i = 0; i < patch.size(); i++) {
            Text key = patch.key(i);
            Node value = patch.value(i);
            if (value instanceof ObjectNode object) {
                PathTree<Lease> child = lease == null ? known.child(key) : known.childOrNew(key);
                if (child != null) {
                    child.own(null);
                    written(object, child, lease);
                    known.dropIfEmpty(key);
                }
            } else {
                known.children().remove(key);
                if (lease != null && !(value instanceof Leaf leaf && leaf.isNull())) {
                    known.childOrNew(key).own(lease);
                }
            }
        }
    }

    /** The ends of all leases, rising. */
    SortedSet<Long> ends() {
        SortedSet<Long> ends = new TreeSet<>();
        ends(tree, ends);
        return ends;
    }

    private static void ends(PathTree<Lease> known, SortedSet<Long> ends) {
        if (known.own() != null) {
            ends.add(known.own().until());
        }
        known.children().values().forEach(child -> ends(child, ends));
    }

    /** Nulls for the values whose lease ends at that very time. */
    ObjectNode endingAt(long until) {
        return endingAt(tree, until);
    }

    private static ObjectNode endingAt(PathTree<Lease> known, long until) {
        ObjectBuilder nulls = new ObjectBuilder();
        for (Map.Entry<Text, PathTree<Lease>> entry : known.children().entrySet()) {
            PathTree<Lease> child = entry.getValue();
            if (child.own() != null && child.own().until() == until) {
                nulls.put(entry.getKey(), Leaf.NULL);
            } else if (!child.children().isEmpty()) {
                ObjectNode inner = endingAt(child, until);
                if (inner.size() > 0) {
                    nulls.put(entry.getKey(), inner);
                }
            }
        }
        return nulls.build();
    }

    /** Of the nulls asked for those whose values' time is over; each is told. */
    ObjectNode over(ObjectNode asked, long now, List<Notice> notices) {
        return over(asked, tree, now, "", notices);
    }

    private static ObjectNode over(
            ObjectNode asked,
            PathTree<Lease> known,
            long now,
            String pointer,
            List<Notice> notices) {
        ObjectBuilder nulls = new ObjectBuilder();
        for (int i = 0; i < asked.size(); i++) {
            Text key = asked.key(i);
            PathTree<Lease> child = known.child(key);
            if (child == null) {
                continue;
            }
            String path = Pointers.below(pointer, key);
            if (asked.value(i) instanceof ObjectNode object) {
                ObjectNode inner = over(object, child, now, path, notices);
                if (inner.size() > 0) {
                    nulls.put(key, inner);
                }
            } else if (child.own() != null && child.own().until() <= now) {
                Lease lease = child.own();
                notices.add(
                        new Notice(Notice.Kind.EXPIRED, path, lease.since(), lease.until(), null));
                nulls.put(key, Leaf.NULL);
            }
        }
        return nulls.build();
    }

    void write(BinaryOut out, long base) {
        tree.write(
                out,
                (to, lease) ->
                        to.putZigZag(base - lease.since())
                                .putVarint(lease.until() - lease.since()));
    }

    static Leases read(BinaryIn in, long base) {
        return new Leases(
                PathTree.read(
                        in,
                        from -> {
                            long since = base - from.zigZag();
                            return new Lease(since, since + from.varint());
                        }));
    }
}
