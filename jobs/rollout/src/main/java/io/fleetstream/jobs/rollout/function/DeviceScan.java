package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.jobs.rollout.state.ScanRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Lets all devices of this part of the job look at steps of rollouts, few at a time. A round goes
 * through all devices once, in the order of key groups, and takes all steps with it that had come
 * by its beginning, each device in the order of the log; later steps wait for the next round. A
 * step remembers the key groups that are left to it, so after a restore, with any parallelism, it
 * goes on where it was; devices of the key group that was under way look again, which changes
 * nothing.
 *
 * <p>Not thread-safe.
 */
final class DeviceScan {
    private static final Comparator<ScanStep> IN_ORDER =
            Comparator.<ScanStep>comparingLong(step -> step.view().version())
                    .thenComparing(step -> !step.counts())
                    .thenComparingLong(ScanStep::now);

    private final KeyGroupRange own;
    private final int groups;
    private final List<ScanStep> waiting = new ArrayList<>();
    private final List<ScanStep> underWay = new ArrayList<>();
    private Stream<String> round;
    private Iterator<String> devices;
    private int group;

    /** All devices there are, and how to make one the current one. */
    interface Devices {
        /** Every device, those of a key group together and key groups ascending. */
        Stream<String> all();

        /** State is that of this device from now on. */
        void select(String device);
    }

    /** What a device does about a step; state is the device's. */
    interface Visitor {
        /**
         * The device looks.
         *
         * @return whether its execution was ordered
         */
        boolean visit(String device, ScanStep step) throws Exception;
    }

    /**
     * A scan that has nothing to do.
     *
     * @param own key groups of this part
     * @param groups how many there are in all
     */
    DeviceScan(KeyGroupRange own, int groups) {
        this.own = own;
        this.groups = groups;
    }

    /** Key groups of this part. */
    BitSet own() {
        BitSet all = new BitSet();
        all.set(own.getStartKeyGroup(), own.getEndKeyGroup() + 1);
        return all;
    }

    /** One more step; a rollout for which time passes looks at the latest time alone. */
    void add(ScanStep step) {
        waiting.removeIf(before -> before.isTickBefore(step));
        waiting.add(step);
    }

    /** Steps out of a checkpoint, of all parts of the job. */
    void restore(Iterable<ScanRow> rows, Definitions definitions) {
        BitSet mine = own();
        for (ScanRow row : rows) {
            ScanStep step = ScanStep.of(row, definitions, mine);
            waiting.stream()
                    .filter(step::isSame)
                    .findFirst()
                    .ifPresentOrElse(known -> known.alsoLeftTo(step), () -> waiting.add(step));
        }
        waiting.removeIf(ScanStep::isDone);
        waiting.sort(IN_ORDER);
    }

    /** For a checkpoint. */
    List<ScanRow> rows() {
        return Stream.concat(underWay.stream(), waiting.stream()).map(ScanStep::row).toList();
    }

    /** Reports what was counted; before a checkpoint, which has the rest. */
    void report(Consumer<ReportRow> out) {
        underWay.forEach(step -> step.report(groups, out));
    }

    /** Whether some devices have not looked at all steps. */
    boolean isPending() {
        return !underWay.isEmpty() || !waiting.isEmpty();
    }

    /** Steps that the current round, or else the next one, takes with it. */
    List<ScanStep> steps() {
        return underWay.isEmpty() ? waiting : underWay;
    }

    /**
     * Goes on.
     *
     * @param most devices passed, where one that looks counts as {@value #LOOK}
     * @param orders executions ordered
     * @return executions that were ordered
     */
    int slice(Devices all, Visitor visitor, int most, int orders, Consumer<ReportRow> out)
            throws Exception {
        if (devices == null) {
            begin(all);
        }
        int ordered = 0;
        for (int passed = 0; passed < most && ordered < orders; passed++) {
            if (!devices.hasNext()) {
                reach(own.getEndKeyGroup() + 1);
                report(out);
                close();
                underWay.clear();
                break;
            }
            String device = devices.next();
            reach(KeyGroupRangeAssignment.assignToKeyGroup(device, groups));
            boolean selected = false;
            for (ScanStep step : underWay) {
                if (step.isLeft(group) && step.concerns(step.definition().bucket(device))) {
                    if (!selected) {
                        all.select(device);
                        passed += LOOK - 1;
                        selected = true;
                    }
                    ordered += visitor.visit(device, step) ? 1 : 0;
                }
            }
        }
        return ordered;
    }

    /** What it costs to look, beside passing by. */
    static final int LOOK = 10;

    private void begin(Devices all) {
        underWay.addAll(waiting);
        waiting.clear();
        group = own.getStartKeyGroup();
        round = all.all();
        devices = round.iterator();
    }

    private void reach(int next) {
        if (next < group) {
            throw new IllegalStateException("devices do not come in the order of key groups");
        }
        for (; group < next; group++) {
            for (ScanStep step : underWay) {
                if (step.isLeft(group)) {
                    step.done(group);
                }
            }
        }
    }

    /** Lets go of what a round holds. */
    void close() {
        if (round != null) {
            round.close();
        }
        round = null;
        devices = null;
    }
}
