package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.state.CohortStates;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.schemas.RolloutControl;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link ChooseCohortFunction} on records, and on all devices of its part, a slice at a time,
 * when a step of a rollout concerns them. A function can only ask for all keys at once, which
 * blocks barriers and later steps until the last one; so this is an operator.
 *
 * <p>Between two slices a millisecond of this machine passes, in which records, barriers and steps
 * of the log get their turn. That time decides how fast it goes and nothing else.
 *
 * <p>After a start devices wait until what had been said before it has been read again: until the
 * log has brought nothing older than the start for {@value #CATCH_UP_MS} ms. Otherwise a restore
 * from before a release and the pause after it would tell those whom the pause had spared.
 */
public final class ScanDevicesOperator
        extends CoBroadcastWithKeyedOperator<String, FleetInput, RolloutControl, KafkaRecord>
        implements DeviceScan.Devices {
    private static final long serialVersionUID = 1L;

    // 500 devices that look, or 5,000 that pass by.
    private static final int SLICE = 500 * DeviceScan.LOOK;
    private static final long REST_MS = 1;
    private static final long PAUSE_MS = 5;
    // At the end of all input nothing can arrive any more.
    private static final long PATIENCE_MS = 1_000;

    private static final long CATCH_UP_MS = 1_000;

    private final ChooseCohortFunction function;
    private final int slice;

    private transient TimestampedCollector<KafkaRecord> effects;
    private transient DeviceScan scan;
    private transient boolean awake;
    private transient long openedAt;
    private transient long heldUntil;

    /** An operator that runs it. */
    public ScanDevicesOperator(ChooseCohortFunction function) {
        this(function, SLICE);
    }

    /** An operator with slices of that many devices, see {@link DeviceScan#slice}. */
    ScanDevicesOperator(ChooseCohortFunction function, int slice) {
        super(function, List.of(CohortStates.VIEWS));
        this.function = function;
        this.slice = slice;
    }

    @Override
    public void open() throws Exception {
        super.open();
        effects = new TimestampedCollector<>(output);
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int groups = task.getMaxNumberOfParallelSubtasks();
        scan =
                function.scan(
                        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                                groups,
                                task.getNumberOfParallelSubtasks(),
                                task.getIndexOfThisSubtask()),
                        groups);
        openedAt = getProcessingTimeService().getCurrentProcessingTime();
        heldUntil = openedAt + CATCH_UP_MS;
        wake(REST_MS);
    }

    @Override
    public void processElement2(StreamRecord<RolloutControl> step) throws Exception {
        super.processElement2(step);
        hold(step.getValue());
        wake(REST_MS);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        scan.report(this::report);
    }

    @Override
    public void finish() throws Exception {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        for (; scan.isPending(); now += PATIENCE_MS) {
            slice(now);
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (scan != null) {
            scan.close();
        }
        super.close();
    }

    /** Whether some devices have not looked at all steps. */
    boolean isPending() {
        return scan.isPending();
    }

    @Override
    public Stream<String> all() {
        return this.<String>getKeyedStateBackend()
                .getKeys(CohortStates.FLEET.getName(), VoidNamespace.INSTANCE);
    }

    @Override
    public void select(String device) {
        setCurrentKey(device);
    }

    private void hold(RolloutControl step) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        boolean old = !step.getRolloutId().isEmpty() && step.getAt().toEpochMilli() < openedAt;
        if (old && now < heldUntil) {
            heldUntil = now + CATCH_UP_MS;
        }
    }

    private void wake(long inMs) {
        if (!awake && scan.isPending()) {
            awake = true;
            long now = getProcessingTimeService().getCurrentProcessingTime();
            // whatever fails in it fails the task
            var unused =
                    getProcessingTimeService()
                            .registerTimer(Math.max(now + inMs, heldUntil), this::rings);
        }
    }

    private void rings(long timestamp) throws Exception {
        awake = false;
        long now = getProcessingTimeService().getCurrentProcessingTime();
        boolean goesOn = now < heldUntil || slice(now);
        wake(goesOn ? REST_MS : PAUSE_MS);
    }

    private boolean slice(long now) throws Exception {
        return function.slice(this, slice, now, effects, this::report);
    }

    private void report(ReportRow row) {
        output.collect(ChooseCohortFunction.REPORTS, new StreamRecord<>(row));
    }
}
