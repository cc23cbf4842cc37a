package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import io.fleetstream.jobs.rollout.domain.job.ExecutionStatus;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DevicePart;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.jobs.rollout.state.CohortStates;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.jobs.rollout.state.ScanRow;
import io.fleetstream.schemas.RolloutControl;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Every device's own side of all rollouts: it reads the log of control, counts itself, finds out
 * when its bucket is released, and orders its execution. Keyed by device; nobody has a list.
 *
 * <p>A step of the log is not done at once: {@link ScanDevicesOperator} lets devices look at it, a
 * few at a time, so that neither checkpoints nor later steps wait for a million of them. Whether a
 * device may be told is asked of the log as it stands when it is the device's turn: a pause or an
 * abort overtakes what has not been sent.
 *
 * <p>Main output: effects for the device's log. {@link #REPORTS}: what controllers have to know,
 * added up over the devices of a part where a record of the log moves many.
 */
public final class ChooseCohortFunction
        extends KeyedBroadcastProcessFunction<String, FleetInput, RolloutControl, KafkaRecord>
        implements CheckpointedFunction {
    /** For the controllers. */
    public static final OutputTag<ReportRow> REPORTS =
            new OutputTag<>("rollout-reports", TypeInformation.of(ReportRow.class));

    private static final long serialVersionUID = 1L;
    private static final long NEVER = Long.MAX_VALUE;

    private transient ValueState<FleetRow> fleet;
    private transient DeviceParts parts;
    private transient Views views;
    private transient BroadcastState<String, byte[]> log;
    private transient ListState<ScanRow> scans;
    private transient DeviceScan scan;
    private transient Pace pace;
    // What devices told during a slice, by rollout.
    private transient Map<String, Told> told;
    // Watermark at which it was told last how far alarms have been judged.
    private transient long judgedToldAt;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        log = context.getOperatorStateStore().getBroadcastState(CohortStates.VIEWS);
        scans = context.getOperatorStateStore().getUnionListState(CohortStates.SCANS);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        scans.update(scan.rows());
    }

    @Override
    public void open(OpenContext context) {
        fleet = getRuntimeContext().getState(CohortStates.FLEET);
        parts = new DeviceParts(getRuntimeContext().getMapState(CohortStates.PARTS));
        views = new Views();
        pace = new Pace();
        told = new TreeMap<>();
        judgedToldAt = NEVER;
    }

    /**
     * The scan of this part of the job, with what a checkpoint says is left of it.
     *
     * @param own key groups of this part
     * @param groups how many there are in all
     */
    DeviceScan scan(KeyGroupRange own, int groups) throws Exception {
        scan = new DeviceScan(own, groups);
        scan.restore(scans.get(), new Definitions());
        return scan;
    }

    /**
     * A few devices look at steps of rollouts.
     *
     * @param most see {@link DeviceScan#slice}
     * @param now time of this machine, milliseconds
     * @return whether it may go on at once; else orders have to arrive first
     */
    boolean slice(
            DeviceScan.Devices devices,
            int most,
            long now,
            Collector<KafkaRecord> out,
            Consumer<ReportRow> reports)
            throws Exception {
        int ordered =
                scan.slice(
                        devices,
                        (device, step) -> {
                            if (step.counts()) {
                                count(device, step);
                                return false;
                            }
                            return look(device, step, out);
                        },
                        most,
                        pace.room(now),
                        reports);
        pace.ordered(ordered, now);
        told.values().forEach(each -> each.report(reports));
        told.clear();
        return pace.room(now) > 0;
    }

    @Override
    public void processElement(
            FleetInput input, ReadOnlyContext context, Collector<KafkaRecord> out)
            throws Exception {
        ReadOnlyBroadcastState<String, byte[]> state =
                context.getBroadcastState(CohortStates.VIEWS);
        switch (input.kind()) {
            case FleetInput.FLEET -> {
                fleet.update(FleetRows.described(fleet.value(), input.row()));
                if (input.row() == null) {
                    leave(input, state, context, out);
                } else {
                    join(input, state, context);
                }
            }
            case FleetInput.FACTS -> {
                FleetRow before = fleet.value();
                fleet.update(FleetRows.reported(before, input.text(), input.boot()));
                join(input, state, context);
                if (FleetRows.rebooted(before, input.boot())) {
                    signal(input.deviceId(), DeviceTrial.REBOOTS, input.at(), state, context);
                }
            }
            case FleetInput.QUEUED -> pace.arrived();
            case FleetInput.BEGUN -> begun(input, state, context);
            case FleetInput.ENDED -> ended(input, state, context);
            case FleetInput.SIGNAL ->
                    signal(input.deviceId(), input.text(), input.at(), state, context);
            default -> throw new IllegalStateException("an input of the kind " + input.kind());
        }
    }

    @Override
    public void processBroadcastElement(
            RolloutControl row, Context context, Collector<KafkaRecord> out) throws Exception {
        Optional<ControlRecord> read = ControlRecords.of(row);
        BroadcastState<String, byte[]> state = context.getBroadcastState(CohortStates.VIEWS);
        if (read.isEmpty()) {
            if (Ticks.isTime(row)) {
                tick(row.getAt().toEpochMilli(), state);
            } else if (Ticks.isJudged(row)) {
                judged(row.getAt().toEpochMilli(), state, context);
            }
            return;
        }
        ControlRecord next = read.get();
        Views.Known before = views.of(next.rolloutId(), state);
        if (next instanceof ControlRecord.Define define) {
            if (before == null) {
                views.put(RolloutView.of(define), state);
            }
            return;
        }
        if (before == null) {
            return;
        }
        RolloutView view = before.view().after(next, before.definition());
        if (view.version() == before.view().version()) {
            return;
        }
        Views.Known after = views.put(view, state);
        if (isCount(next)) {
            scan.add(ScanStep.count(after, scan.own()));
        } else if (concernsDevices(before.view(), view)) {
            scan.add(ScanStep.look(before.view(), after, next.at(), scan.own()));
        }
    }

    private static boolean isCount(ControlRecord next) {
        return next instanceof ControlRecord.Decided decided
                && decided.decision().kind() == ControlDecision.Kind.COUNT;
    }

    private static boolean concernsDevices(RolloutView before, RolloutView view) {
        boolean pauses = view.status() == RolloutStatus.PAUSED;
        return view.released() != before.released()
                || view.stage() != before.stage()
                || (view.status() != before.status() && !pauses);
    }

    /** The device is counted if it is eligible, and has not been. */
    private void count(String device, ScanStep step) throws Exception {
        RolloutDefinition definition = step.definition();
        FleetRow row = fleet.value();
        DevicePart part = FleetRows.part(row, device, definition);
        DeviceRollout before = parts.of(definition);
        DeviceStep counted =
                part.count(before, step.view(), FleetRows.isEligible(row, device, definition));
        if (counted.next().phase() != before.phase()) {
            parts.put(definition, counted.next());
            told(definition).add(part.stage(), counted);
        }
        // It may have been counted before a restore, and is one of this count all the same.
        if (counted.next().epoch() == step.view().epochs()) {
            step.add(part.bucket());
        }
    }

    /** The device looks at a step. */
    private boolean look(String device, ScanStep step, Collector<KafkaRecord> out)
            throws Exception {
        RolloutDefinition definition = step.definition();
        if (!parts.has(definition)) {
            return false;
        }
        FleetRow row = fleet.value();
        DevicePart part = FleetRows.part(row, device, definition);
        boolean eligible = FleetRows.isEligible(row, device, definition);
        DeviceRollout before = parts.of(definition);
        RolloutStatus latest = views.of(definition.id(), log).view().status();
        DeviceStep looked = part.look(before, step.view(), latest, eligible, step.now());
        if (!looked.next().equals(before)) {
            parts.put(definition, looked.next());
        }
        told(definition).add(part.stage(), looked);
        if (looked.order() == null) {
            return false;
        }
        Orders.effects(looked.order(), definition, device, part.stage()).forEach(out::collect);
        return looked.order() == DeviceStep.Order.START;
    }

    private Told told(RolloutDefinition definition) {
        return told.computeIfAbsent(definition.id(), Told::new);
    }

    /** Time has passed: maintenance windows may have begun. */
    private void tick(long now, BroadcastState<String, byte[]> state) throws Exception {
        for (Views.Known known : views.all(state)) {
            RolloutStatus status = known.view().status();
            boolean telling = status == RolloutStatus.RUNNING || status == RolloutStatus.FINISHED;
            if (telling && !known.definition().maintenance().isEmpty()) {
                scan.add(ScanStep.tick(known, now, scan.own()));
            }
        }
    }

    /**
     * Alarms have been judged so far. One part tells all controllers, and no more than once between
     * two watermarks: of a backlog they need not hear.
     */
    private void judged(long to, BroadcastState<String, byte[]> state, Context context)
            throws Exception {
        boolean mine = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        if (!mine || judgedToldAt == context.currentWatermark()) {
            return;
        }
        judgedToldAt = context.currentWatermark();
        for (Views.Known known : views.all(state)) {
            RolloutDefinition definition = known.definition();
            if (known.view().status().isOpen() && definition.gate().countsAlarms()) {
                context.output(REPORTS, RolloutReports.judged(definition.id(), to));
            }
        }
    }

    private void join(
            FleetInput input, ReadOnlyBroadcastState<String, byte[]> state, ReadOnlyContext context)
            throws Exception {
        for (Views.Known known : views.all(state)) {
            RolloutDefinition definition = known.definition();
            if (definition.continuous()
                    && known.view().status().isOpen()
                    && known.view().epochs() > 0
                    && !parts.has(definition)
                    && FleetRows.isEligible(fleet.value(), input.deviceId(), definition)) {
                context.output(REPORTS, RolloutReports.joined(definition.id(), 1));
            }
        }
    }

    /** The registry does not have the device any more. */
    private void leave(
            FleetInput input,
            ReadOnlyBroadcastState<String, byte[]> state,
            ReadOnlyContext context,
            Collector<KafkaRecord> out)
            throws Exception {
        String device = input.deviceId();
        for (Views.Known known : views.all(state)) {
            RolloutDefinition definition = known.definition();
            if (parts.has(definition)) {
                DevicePart part = FleetRows.part(fleet.value(), device, definition);
                DeviceStep step = part.gone(parts.of(definition), input.at());
                tell(definition, part, step, context);
                if (step.order() != null) {
                    Orders.effects(step.order(), definition, device, part.stage())
                            .forEach(out::collect);
                }
            }
        }
    }

    private void begun(
            FleetInput input, ReadOnlyBroadcastState<String, byte[]> state, ReadOnlyContext context)
            throws Exception {
        Views.Known known = views.of(input.rolloutId(), state);
        if (known == null || !parts.has(known.definition())) {
            return;
        }
        RolloutDefinition definition = known.definition();
        DevicePart part = FleetRows.part(fleet.value(), input.deviceId(), definition);
        tell(definition, part, part.begun(parts.of(definition), input.at()), context);
    }

    private void ended(
            FleetInput input, ReadOnlyBroadcastState<String, byte[]> state, ReadOnlyContext context)
            throws Exception {
        Views.Known known = views.of(input.rolloutId(), state);
        if (known == null) {
            // a job that is part of no rollout
            return;
        }
        RolloutDefinition definition = known.definition();
        ExecutionStatus status = ExecutionStatus.valueOf(input.text());
        if (!parts.has(definition)
                || Orders.isRetried(status, input.retriesLeft(), definition.retries())) {
            return;
        }
        DevicePart part = FleetRows.part(fleet.value(), input.deviceId(), definition);
        DeviceRollout.Phase ending = DeviceRollout.Phase.valueOf(status.name());
        tell(definition, part, part.ended(parts.of(definition), ending, input.at()), context);
    }

    private void signal(
            String device,
            String signal,
            long at,
            ReadOnlyBroadcastState<String, byte[]> state,
            ReadOnlyContext context)
            throws Exception {
        for (Views.Known known : views.all(state)) {
            RolloutDefinition definition = known.definition();
            boolean counts =
                    definition.gate().guards().stream().anyMatch(guard -> guard.counts(signal));
            if (counts && parts.has(definition)) {
                DevicePart part = FleetRows.part(fleet.value(), device, definition);
                tell(definition, part, part.signal(parts.of(definition), signal, at), context);
            }
        }
    }

    private void tell(
            RolloutDefinition definition, DevicePart part, DeviceStep step, ReadOnlyContext context)
            throws Exception {
        parts.put(definition, step.next());
        Told told = new Told(definition.id());
        told.add(part.stage(), step);
        told.report(report -> context.output(REPORTS, report));
    }
}
