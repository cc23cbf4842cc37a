package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutText;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.jobs.rollout.state.ScanRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** A step of a rollout, and which key groups have not looked at it yet. Not thread-safe. */
final class ScanStep {
    /** Which devices a step is about, and what they do. */
    private enum Kind {
        /** Who is eligible is counted. */
        COUNT,
        /** All look. */
        LOOK,
        /** Who was released by the step looks. */
        RELEASE,
        /** All look, as time has passed. */
        TICK
    }

    private final RolloutView view;
    private final RolloutDefinition definition;
    private final Kind kind;
    private final List<Integer> frontiers;
    private final long now;
    private final BitSet left;
    // What was counted and not reported: key groups, and their devices by bucket.
    private final BitSet counted = new BitSet();
    private long[] devices;
    // Buckets of the devices of the key group that is under way.
    private final List<Integer> ofGroup = new ArrayList<>();

    private ScanStep(
            RolloutView view,
            RolloutDefinition definition,
            Kind kind,
            List<Integer> frontiers,
            long now,
            BitSet left) {
        this.view = view;
        this.definition = definition;
        this.kind = kind;
        this.frontiers = frontiers;
        this.now = now;
        this.left = left;
    }

    /** Devices that are eligible are counted. */
    static ScanStep count(Views.Known after, BitSet groups) {
        return new ScanStep(
                after.view(),
                after.definition(),
                Kind.COUNT,
                List.of(),
                after.view().changedAt(),
                groups);
    }

    /** Devices that the step from one view to another concerns look at it. */
    static ScanStep look(RolloutView before, Views.Known after, long now, BitSet groups) {
        RolloutView view = after.view();
        Kind kind = view.concernsAll(before) ? Kind.LOOK : Kind.RELEASE;
        return new ScanStep(view, after.definition(), kind, before.frontiers(), now, groups);
    }

    /** All devices look, as time has passed. */
    static ScanStep tick(Views.Known known, long now, BitSet groups) {
        return new ScanStep(known.view(), known.definition(), Kind.TICK, List.of(), now, groups);
    }

    /** A step out of a checkpoint, as far as it is left to those key groups. */
    static ScanStep of(ScanRow row, Definitions definitions, BitSet groups) {
        RolloutView view = RolloutText.view(row.view());
        BitSet left = BitSet.valueOf(row.left());
        left.and(groups);
        return new ScanStep(
                view,
                definitions.of(view.text()),
                Kind.valueOf(row.kind()),
                row.frontiers(),
                row.now(),
                left);
    }

    /** For a checkpoint; what was counted has to be reported before. */
    ScanRow row() {
        return new ScanRow(
                RolloutText.write(view), kind.name(), frontiers, now, left.toByteArray());
    }

    RolloutView view() {
        return view;
    }

    RolloutDefinition definition() {
        return definition;
    }

    boolean counts() {
        return kind == Kind.COUNT;
    }

    long now() {
        return now;
    }

    /** Whether it is the same step, of another part of the job. */
    boolean isSame(ScanStep other) {
        return view.rolloutId().equals(other.view.rolloutId())
                && view.version() == other.view.version()
                && kind == other.kind
                && now == other.now;
    }

    /** Whether this looks at time passing alone, and so may that later one of its rollout. */
    boolean isTickBefore(ScanStep other) {
        return kind == Kind.TICK
                && other.kind == Kind.TICK
                && view.rolloutId().equals(other.view.rolloutId());
    }

    void alsoLeftTo(ScanStep other) {
        left.or(other.left);
    }

    boolean isLeft(int group) {
        return left.get(group);
    }

    boolean isDone() {
        return left.isEmpty();
    }

    /** Whether a device of a bucket has to look, as far as the bucket says. */
    boolean concerns(int bucket) {
        return kind != Kind.RELEASE || view.releasesSince(frontiers, bucket);
    }

    /** A device of the key group that is under way is one of this count. */
    void add(int bucket) {
        ofGroup.add(bucket);
    }

    /** All devices of a key group have looked. */
    void done(int group) {
        left.clear(group);
        if (kind != Kind.COUNT) {
            return;
        }
        if (devices == null) {
            devices = new long[definition.buckets()];
        }
        ofGroup.forEach(bucket -> devices[bucket]++);
        ofGroup.clear();
        counted.set(group);
    }

    /** What was counted since the last report, of whole key groups. */
    void report(int groups, Consumer<ReportRow> out) {
        if (counted.isEmpty()) {
            return;
        }
        out.accept(
                RolloutReports.counted(view.rolloutId(), view.epochs(), groups, counted, devices));
        counted.clear();
        devices = null;
    }
}
