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
import io.fleetstream.schemas.RolloutControl;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Every device's own side of all rollouts: it reads the log of control, counts itself, finds out
 * when its bucket is released, and orders its execution. Keyed by device; nobody has a list.
 *
 * <p>Main output: effects for the device's log. {@link #REPORTS}: what controllers have to know,
 * added up over the devices of a part where a record of the log moves many.
 */
public final class ChooseCohortFunction
        extends KeyedBroadcastProcessFunction<String, FleetInput, RolloutControl, KafkaRecord> {
    /** For the controllers. */
    public static final OutputTag<ReportRow> REPORTS =
            new OutputTag<>("rollout-reports", TypeInformation.of(ReportRow.class));

    private static final long serialVersionUID = 1L;

    private transient ValueState<FleetRow> fleet;
    private transient DeviceParts parts;
    private transient Views views;

    @Override
    public void open(OpenContext context) {
        fleet = getRuntimeContext().getState(CohortStates.FLEET);
        parts = new DeviceParts(getRuntimeContext().getMapState(CohortStates.PARTS));
        views = new Views();
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
            if (row.getRolloutId().isEmpty()) {
                tick(row.getAt().toEpochMilli(), state, context, out);
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
            count(after, context);
        } else if (concernsDevices(before.view(), view)) {
            look(after, bucket -> view.concerns(bucket, before.view()), next.at(), context, out);
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

    /** All devices of this part that are eligible and have not been counted are. */
    private void count(Views.Known known, Context context) throws Exception {
        RolloutView view = known.view();
        RolloutDefinition definition = known.definition();
        long[] devices = new long[definition.buckets()];
        Told told = new Told(view.rolloutId());
        context.applyToKeyedState(
                CohortStates.FLEET,
                (device, state) -> {
                    FleetRow row = state.value();
                    if (row == null || !FleetRows.isEligible(row, device, definition)) {
                        return;
                    }
                    DevicePart part = FleetRows.part(row, device, definition);
                    DeviceRollout before = parts.of(definition);
                    DeviceStep step = part.count(before, view, true);
                    if (step.next().phase() != before.phase()) {
                        devices[part.bucket()]++;
                        parts.put(definition, step.next());
                        told.add(part.stage(), step);
                    }
                });
        context.output(
                REPORTS,
                RolloutReports.counted(
                        view.rolloutId(),
                        view.epochs(),
                        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                        getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                        devices));
        told.report(report -> context.output(REPORTS, report));
    }

    /**
     * Devices of those buckets look at the log.
     *
     * @param buckets asked of every device that was counted, so that most are done with at once
     */
    private void look(
            Views.Known known,
            IntPredicate buckets,
            long now,
            Context context,
            Collector<KafkaRecord> out)
            throws Exception {
        RolloutView view = known.view();
        RolloutDefinition definition = known.definition();
        Told told = new Told(view.rolloutId());
        context.applyToKeyedState(
                CohortStates.PARTS,
                (device, state) -> {
                    if (!buckets.test(definition.bucket(device)) || !parts.has(definition)) {
                        return;
                    }
                    FleetRow row = fleet.value();
                    DevicePart part = FleetRows.part(row, device, definition);
                    boolean eligible = FleetRows.isEligible(row, device, definition);
                    DeviceRollout before = parts.of(definition);
                    DeviceStep step = part.look(before, view, eligible, now);
                    if (!step.next().equals(before)) {
                        parts.put(definition, step.next());
                    }
                    told.add(part.stage(), step);
                    if (step.order() != null) {
                        Orders.effects(step.order(), definition, device, part.stage())
                                .forEach(out::collect);
                    }
                });
        told.report(report -> context.output(REPORTS, report));
    }

    /** Time has passed: maintenance windows may have begun. */
    private void tick(
            long now,
            BroadcastState<String, byte[]> state,
            Context context,
            Collector<KafkaRecord> out)
            throws Exception {
        for (Views.Known known : views.all(state)) {
            RolloutStatus status = known.view().status();
            boolean telling = status == RolloutStatus.RUNNING || status == RolloutStatus.FINISHED;
            if (telling && !known.definition().maintenance().isEmpty()) {
                look(known, bucket -> true, now, context, out);
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
