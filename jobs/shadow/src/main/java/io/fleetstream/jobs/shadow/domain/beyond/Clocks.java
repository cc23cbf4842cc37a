package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The stamps of both sections of a shadow, and all that its writers have seen. */
final class Clocks {
    private final SectionClock desired;
    private final SectionClock reported;
    private VectorClock seen;

    Clocks() {
        this(new SectionClock(), new SectionClock(), VectorClock.NONE);
    }

    private Clocks(SectionClock desired, SectionClock reported, VectorClock seen) {
        this.desired = desired;
        this.reported = reported;
        this.seen = seen;
    }

    boolean isEmpty() {
        return desired.isEmpty() && reported.isEmpty() && seen.counters().isEmpty();
    }

    /** What of the patch no later stamp stands against. */
    Patch admit(
            Patch patch,
            Supplier<ObjectNode> oldDesired,
            Supplier<ObjectNode> oldReported,
            Stamp stamp,
            long now,
            List<Notice> notices) {
        SectionClock.Meetings meetings = new Concurrent(now, notices);
        Step first =
                step(patch.clearDesired(), patch.desired(), desired, oldDesired, stamp, meetings);
        Step second =
                step(
                        patch.clearReported(),
                        patch.reported(),
                        reported,
                        oldReported,
                        stamp,
                        meetings);
        return new Patch(first.clear, first.merge, second.clear, second.merge);
    }

    /** Whether the writers that the clock names can be remembered besides those known. */
    boolean hasRoomFor(VectorClock clock) {
        return seen.hasRoomFor(clock);
    }

    /** The stamp of a request; one without a clock counts as having seen everything. */
    Stamp stamp(ConflictPolicy policy, RequestProperties properties, long now) {
        if (policy == ConflictPolicy.MEASURED_TIME) {
            // a clock that runs ahead must not shut out everybody else
            return Stamp.at(
                    properties.measuredAt() < 0 ? now : Math.min(now, properties.measuredAt()));
        }
        if (properties.clock() == null) {
            return Stamp.of(seen);
        }
        seen = seen.join(properties.clock());
        return Stamp.of(properties.clock());
    }

    /** The shadow is deleted, with all that is not later. */
    void deleted(Stamp stamp) {
        SectionClock.Meetings nobody = (pointer, written, other) -> {};
        desired.cover(null, stamp, nobody);
        reported.cover(null, stamp, nobody);
    }

    void forgetOldest(ObjectNode nowDesired, ObjectNode nowReported) {
        desired.forgetOldest(nowDesired);
        reported.forgetOldest(nowReported);
    }

    private static Step step(
            Section clear,
            Section merge,
            SectionClock clock,
            Supplier<ObjectNode> old,
            Stamp stamp,
            SectionClock.Meetings meetings) {
        if (merge.kind() == Section.Kind.ABSENT) {
            return new Step(clear, merge);
        }
        if (merge.kind() == Section.Kind.NULL) {
            return new Step(Section.ABSENT, removal(clock.cover(old.get(), stamp, meetings)));
        }
        if (clear.kind() == Section.Kind.ABSENT) {
            ObjectNode admitted = clock.admit(merge.content(), old.get(), stamp, meetings);
            return new Step(clear, Section.of(admitted));
        }
        Section cleared = removal(clock.cover(old.get(), stamp, meetings));
        return new Step(
                cleared, Section.of(clock.admit(merge.content(), old.get(), stamp, meetings)));
    }

    private static Section removal(ObjectNode nulls) {
        return nulls == null ? Section.NULL : Section.of(nulls);
    }

    void write(BinaryOut out, long base) {
        desired.write(out, base);
        reported.write(out, base);
        Text text = Text.of(seen.text());
        out.putVarint(text.length());
        text.writeTo(out);
    }

    static Clocks read(BinaryIn in, long base) {
        return new Clocks(
                SectionClock.read(in, base),
                SectionClock.read(in, base),
                VectorClock.ofStored(in.text(Math.toIntExact(in.varint())).toString()));
    }

    private record Step(Section clear, Section merge) {}

    /** Tells of each path once that two writers wrote it without knowing of each other. */
    private record Concurrent(long now, List<Notice> notices, Set<String> told)
            implements SectionClock.Meetings {
        Concurrent(long now, List<Notice> notices) {
            this(now, notices, new HashSet<>());
        }

        @Override
        public void meet(String pointer, Stamp written, Stamp other) {
            if (written.isConcurrentTo(other) && told.add(pointer)) {
                boolean wins = written.compareTo(other) >= 0;
                String kept = (wins ? written : other).clock();
                String dropped = (wins ? other : written).clock();
                String detail = "{\"kept\":\"" + kept + "\",\"dropped\":\"" + dropped + "\"}";
                notices.add(new Notice(Notice.Kind.CONCURRENT, pointer, now, now, detail));
            }
        }
    }
}
