package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.ArrayNode;
import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import io.fleetstream.jobs.shadow.domain.tree.Values;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reported values that go to and fro: each return to the value before the last counts, so that a
 * counter or a slow drift never flaps. Of a shadow the 16 paths that changed last are watched.
 */
final class Flaps {
    private static final int MOST_PATHS = 16;

    private final Map<String, Track> tracks = new TreeMap<>();

    boolean isEmpty() {
        return tracks.isEmpty();
    }

    /**
     * Values were reported.
     *
     * @param patch what was reported
     * @param before the section before; null if absent
     * @param now arrival, microseconds since the epoch
     */
    void reported(
            ObjectNode patch,
            ObjectNode before,
            long now,
            FlapSettings settings,
            List<Notice> notices) {
        if (before != null) {
            walk(patch, before, "", now, settings, notices);
            while (tracks.size() > MOST_PATHS) {
                tracks.entrySet().stream()
                        .min(Comparator.comparingLong(entry -> entry.getValue().changedAt))
                        .ifPresent(eldest -> tracks.remove(eldest.getKey()));
            }
        }
    }

    private void walk(
            ObjectNode patch,
            ObjectNode before,
            String pointer,
            long now,
            FlapSettings settings,
            List<Notice> notices) {
        for (int i = 0; i < patch.size(); i++) {
            Text key = patch.key(i);
            Node value = patch.value(i);
            Node old = before.get(key);
            if (value instanceof ObjectNode object) {
                if (old instanceof ObjectNode inner) {
                    walk(object, inner, Pointers.below(pointer, key), now, settings, notices);
                }
            } else if ((old instanceof Leaf || old instanceof ArrayNode)
                    && !(value instanceof Leaf leaf && leaf.isNull())
                    && !Values.same(old, value)) {
                String path = Pointers.below(pointer, key);
                tracks.computeIfAbsent(path, absent -> new Track())
                        .changed(path, old, value, now, settings, notices);
            }
        }
    }

    void write(BinaryOut out, long base) {
        out.putVarint(tracks.size());
        tracks.forEach(
                (path, track) -> {
                    Text text = Text.of(path);
                    out.putVarint(text.length());
                    text.writeTo(out);
                    track.write(out, base);
                });
    }

    static Flaps read(BinaryIn in, long base) {
        Flaps flaps = new Flaps();
        for (long left = in.varint(); left > 0; left--) {
            String path = in.text(Math.toIntExact(in.varint())).toString();
            flaps.tracks.put(path, Track.read(in, base));
        }
        return flaps;
    }

    /** One path. */
    private static final class Track {
        private int previous;
        private long changedAt;
        private boolean flapping;
        private final Deque<Long> returns = new ArrayDeque<>();

        void changed(
                String path,
                Node old,
                Node value,
                long now,
                FlapSettings settings,
                List<Notice> notices) {
            boolean known = changedAt != 0;
            boolean returned = known && previous == hash(value);
            previous = hash(old);
            changedAt = now;
            if (!returned) {
                return;
            }
            if (!returns.isEmpty() && now - returns.getLast() >= settings.windowMicros()) {
                // a whole window of calm ends it
                returns.clear();
                flapping = false;
            }
            returns.addLast(now);
            while (returns.size() > settings.returns()) {
                returns.removeFirst();
            }
            if (!flapping
                    && returns.size() == settings.returns()
                    && now - returns.getFirst() < settings.windowMicros()) {
                flapping = true;
                notices.add(
                        new Notice(
                                Notice.Kind.FLAPPING,
                                path,
                                returns.getFirst(),
                                now,
                                "{\"returns\":" + settings.returns() + "}"));
            }
        }

        /** 32 bits of the value: of two in a million changes one may be taken for a return. */
        private static int hash(Node value) {
            JsonOut out = new JsonOut();
            value.writeState(out);
            return Arrays.hashCode(out.toBytes());
        }

        void write(BinaryOut out, long base) {
            out.putVarint(previous & 0xFFFF_FFFFL);
            out.putZigZag(base - changedAt);
            out.putVarint(((long) returns.size() << 1) | (flapping ? 1 : 0));
            returns.forEach(time -> out.putZigZag(base - time));
        }

        static Track read(BinaryIn in, long base) {
            Track track = new Track();
            track.previous = (int) in.varint();
            track.changedAt = base - in.zigZag();
            long head = in.varint();
            track.flapping = (head & 1) != 0;
            for (long left = head >>> 1; left > 0; left--) {
                track.returns.addLast(base - in.zigZag());
            }
            return track;
        }
    }
}
