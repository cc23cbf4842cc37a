package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.ArrayNode;
import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectBuilder;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The stamps of a section, with which a request is cut down to what no later stamp stands against:
 * whatever the order of arrival, the values in the end are those of the order of stamps.
 *
 * <p>What was removed keeps its stamp, so that nothing late brings it back; of these 64 are kept,
 * and of what is as old as the others, paths that nobody has a stamp of are not written any more.
 */
final class SectionClock {
    private static final int MOST_REMOVED = 64;

    private final PathTree<Stamp> stamps;
    private Stamp floor;

    SectionClock() {
        this(new PathTree<>(), null);
    }

    private SectionClock(PathTree<Stamp> stamps, Stamp floor) {
        this.stamps = stamps;
        this.floor = floor;
    }

    /** Told about every stamp that a write meets at its path, above or below it. */
    interface Meetings {
        void meet(String pointer, Stamp written, Stamp other);
    }

    /**
     * What of an object is to be merged; the rest is older than what is there.
     *
     * @param base the section before; null if absent
     */
    ObjectNode admit(ObjectNode patch, ObjectNode base, Stamp stamp, Meetings meetings) {
        if (stamps.own() != null) {
            meetings.meet("", stamp, stamps.own());
            if (stamps.own().compareTo(stamp) > 0) {
                return ObjectNode.EMPTY;
            }
        }
        return admit(patch, base, stamps, stamp, stamps.own() != null, "", meetings);
    }

    /**
     * What is to be merged in order to remove the whole section; null if all of it goes.
     *
     * @param base the section before; null if absent
     */
    ObjectNode cover(ObjectNode base, Stamp stamp, Meetings meetings) {
        if (stamps.own() != null && stamps.own().compareTo(stamp) > 0) {
            return ObjectNode.EMPTY;
        }
        stamps.own(stamp);
        cover(stamps, stamp, "", meetings);
        return stamps.children().isEmpty() ? null : removals(base, stamps);
    }

    private ObjectNode admit(
            ObjectNode patch,
            Node base,
            PathTree<Stamp> known,
            Stamp stamp,
            boolean stamped,
            String pointer,
            Meetings meetings) {
        ObjectBuilder admitted = new ObjectBuilder();
        for (int i = 0; i < patch.size(); i++) {
            Text key = patch.key(i);
            Node value = patch.value(i);
            Node there = base instanceof ObjectNode object ? object.get(key) : null;
            String path = Pointers.below(pointer, key);
            PathTree<Stamp> child = known.childOrNew(key);
            boolean childStamped = stamped || child.own() != null;
            Node kept = null;
            if (!isRefused(child, stamp, childStamped, path, meetings)) {
                if (value instanceof ObjectNode object && object.size() > 0) {
                    ObjectNode inner =
                            admit(object, there, child, stamp, childStamped, path, meetings);
                    kept = inner.size() == 0 ? null : inner;
                } else if (!(value instanceof ObjectNode)) {
                    kept = write(child, there, value, stamp, path, meetings);
                } else if (child.children().isEmpty()) {
                    child.own(child.own() != null || isValue(there) ? stamp : null);
                    kept = value;
                }
            }
            if (kept != null) {
                admitted.put(key, kept);
            }
            known.dropIfEmpty(key);
        }
        return admitted.build();
    }

    private boolean isRefused(
            PathTree<Stamp> child, Stamp stamp, boolean stamped, String path, Meetings meetings) {
        if (child.own() != null) {
            meetings.meet(path, stamp, child.own());
            return child.own().compareTo(stamp) > 0;
        }
        return !stamped && child.isEmpty() && floor != null && floor.compareTo(stamp) > 0;
    }

    /** Writes or removes one value; what is later below it stays. */
    private static Node write(
            PathTree<Stamp> child,
            Node there,
            Node value,
            Stamp stamp,
            String path,
            Meetings meetings) {
        child.own(stamp);
        cover(child, stamp, path, meetings);
        if (child.children().isEmpty()) {
            return value;
        }
        if (isValue(there)) {
            return Leaf.NULL;
        }
        ObjectNode removals = removals(there, child);
        return removals.size() == 0 ? null : removals;
    }

    private static void cover(
            PathTree<Stamp> known, Stamp stamp, String pointer, Meetings meetings) {
        Iterator<Map.Entry<Text, PathTree<Stamp>>> children =
                known.children().entrySet().iterator();
        while (children.hasNext()) {
            Map.Entry<Text, PathTree<Stamp>> entry = children.next();
            PathTree<Stamp> child = entry.getValue();
            String path = Pointers.below(pointer, entry.getKey());
            if (child.own() != null) {
                meetings.meet(path, stamp, child.own());
                if (child.own().compareTo(stamp) <= 0) {
                    child.own(null);
                }
            }
            cover(child, stamp, path, meetings);
            if (child.isEmpty()) {
                children.remove();
            }
        }
    }

    private static boolean isValue(Node node) {
        return node instanceof Leaf || node instanceof ArrayNode;
    }

    /** Nulls for what stands there and has no stamp left. */
    private static ObjectNode removals(Node there, PathTree<Stamp> left) {
        ObjectBuilder nulls = new ObjectBuilder();
        if (there instanceof ObjectNode object) {
            for (int i = 0; i < object.size(); i++) {
                PathTree<Stamp> child = left.child(object.key(i));
                if (child == null || (child.own() == null && isValue(object.value(i)))) {
                    nulls.put(object.key(i), Leaf.NULL);
                } else if (child.own() == null) {
                    ObjectNode inner = removals(object.value(i), child);
                    if (inner.size() > 0) {
                        nulls.put(object.key(i), inner);
                    }
                }
            }
        }
        return nulls.build();
    }

    /**
     * Forgets the oldest stamps of what is not there if they are too many.
     *
     * @param now the section after the request; null if absent
     */
    void forgetOldest(ObjectNode now) {
        List<PathTree<Stamp>> removed = new ArrayList<>();
        removed(stamps, now, removed);
        int surplus = removed.size() - MOST_REMOVED;
        if (surplus > 0) {
            removed.sort(Comparator.comparing(PathTree::own));
            for (PathTree<Stamp> oldest : removed.subList(0, surplus)) {
                if (floor == null || oldest.own().compareTo(floor) > 0) {
                    floor = oldest.own();
                }
                oldest.own(null);
            }
            dropEmpty(stamps);
        }
    }

    private static void removed(PathTree<Stamp> known, Node value, List<PathTree<Stamp>> found) {
        if (known.own() != null && !isValue(value)) {
            found.add(known);
        }
        known.children()
                .forEach(
                        (key, child) ->
                                removed(
                                        child,
                                        value instanceof ObjectNode object ? object.get(key) : null,
                                        found));
    }

    private static void dropEmpty(PathTree<Stamp> known) {
        known.children().values().forEach(SectionClock::dropEmpty);
        known.children().values().removeIf(PathTree::isEmpty);
    }

    boolean isEmpty() {
        return stamps.isEmpty() && floor == null;
    }

    void write(BinaryOut out, long base) {
        out.putVarint(floor == null ? 0 : 1);
        if (floor != null) {
            floor.write(out, base);
        }
        stamps.write(out, (to, stamp) -> stamp.write(to, base));
    }

    static SectionClock read(BinaryIn in, long base) {
        Stamp floor = in.varint() == 0 ? null : Stamp.read(in, base);
        return new SectionClock(PathTree.read(in, from -> Stamp.read(from, base)), floor);
    }
}
