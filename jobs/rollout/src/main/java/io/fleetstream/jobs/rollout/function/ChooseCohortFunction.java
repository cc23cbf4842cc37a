package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.job.ExecutionStatus;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DevicePart;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutText;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.jobs.rollout.state.CohortStates;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.schemas.RolloutControl;
import java.util.Map;
import java.util.Optional;
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
    private transient Definitions definitions;

    @Override
    public void open(OpenContext context) {
        fleet = getRuntimeContext().getState(CohortStates.FLEET);
        parts = new DeviceParts(getRuntimeContext().getMapState(CohortStates.PARTS));
        definitions = new Definitions();
    }

    @Override
    public void processElement(
            FleetInput input, ReadOnlyContext context, Collector<KafkaRecord> out)
            throws Exception {
        ReadOnlyBroadcastState<String, byte[]> views =
                context.getBroadcastState(CohortStates.VIEWS);
        switch (input.kind()) {
            case FleetInput.FLEET -> {
                fleet.update(FleetRows.described(fleet.value(), input.row()));
                join(input, views, context);
            }
            case FleetInput.FACTS -> {
                FleetRow before = fleet.value();
                fleet.update(FleetRows.reported(before, input.text(), input.boot()));
                join(input, views, context);
                if (FleetRows.rebooted(before, input.boot())) {
                    signal(input.deviceId(), "reboots", input.at(), views, context);
                }
            }
            case FleetInput.ENDED -> ended(input, views, context);
            case FleetInput.SIGNAL ->
                    signal(input.deviceId(), input.text(), input.at(), views, context);
            default -> throw new IllegalStateException("an input of the kind " + input.kind());
        }
    }

    @Override
    public void processBroadcastElement(
            RolloutControl row, Context context, Collector<KafkaRecord> out) throws Exception {
        Optional<ControlRecord> read = ControlRecords.of(row);
        BroadcastState<String, byte[]> views = context.getBroadcastState(CohortStates.VIEWS);
        if (read.isEmpty()) {
            if (row.getRolloutId().isEmpty()) {
                tick(row.getAt().toEpochMilli(), views, context, out);
            }
            return;
        }
        ControlRecord next = read.get();
        byte[] known = views.get(next.rolloutId());
        if (next instanceof ControlRecord.Define define) {
            if (known == null) {
                views.put(define.rolloutId(), RolloutText.write(RolloutView.of(define)));
            }
            return;
        }
        if (known == null) {
            return;
        }
        RolloutView before = RolloutText.view(known);
        RolloutView view = before.after(next, definitions.of(before.text()));
        if (view.version() == before.version()) {
            return;
        }
        views.put(view.rolloutId(), RolloutText.write(view));
        if (isCount(next)) {
            count(view, context);
        } else if (concernsDevices(before, view)) {
            look(view, next.at(), context, out);
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
    private void count(RolloutView view, Context context) throws Exception {
        RolloutDefinition definition = definitions.of(view.text());
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
                    DeviceRollout known = parts.of(definition);
                    DeviceStep step = part.count(known, view, true);
                    if (step.next().phase() != known.phase()) {
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

    private void look(RolloutView view, long now, Context context, Collector<KafkaRecord> out)
            throws Exception {
        RolloutDefinition definition = definitions.of(view.text());
        Told told = new Told(view.rolloutId());
        context.applyToKeyedState(
                CohortStates.FLEET,
                (device, state) -> {
                    FleetRow row = state.value();
                    if (row == null || !parts.has(definition)) {
                        return;
                    }
                    DevicePart part = FleetRows.part(row, device, definition);
                    boolean eligible = FleetRows.isEligible(row, device, definition);
                    DeviceRollout known = parts.of(definition);
                    DeviceStep step = part.look(known, view, eligible, now);
                    if (!step.next().equals(known)) {
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
            BroadcastState<String, byte[]> views,
            Context context,
            Collector<KafkaRecord> out)
            throws Exception {
        for (Map.Entry<String, byte[]> entry : views.entries()) {
            RolloutView view = RolloutText.view(entry.getValue());
            boolean waits = !definitions.of(view.text()).maintenance().isEmpty();
            boolean telling =
                    view.status() == RolloutStatus.RUNNING
                            || view.status() == RolloutStatus.FINISHED;
            if (waits && telling) {
                look(view, now, context, out);
            }
        }
    }

    private void join(
            FleetInput input, ReadOnlyBroadcastState<String, byte[]> views, ReadOnlyContext context)
            throws Exception {
        for (Map.Entry<String, byte[]> entry : views.immutableEntries()) {
            RolloutView view = RolloutText.view(entry.getValue());
            RolloutDefinition definition = definitions.of(view.text());
            if (definition.continuous()
                    && view.status().isOpen()
                    && view.epochs() > 0
                    && !parts.has(definition)
                    && FleetRows.isEligible(fleet.value(), input.deviceId(), definition)) {
                context.output(REPORTS, RolloutReports.joined(view.rolloutId(), 1));
            }
        }
    }

    private void ended(
            FleetInput input, ReadOnlyBroadcastState<String, byte[]> views, ReadOnlyContext context)
            throws Exception {
        byte[] entry = views.get(input.rolloutId());
        if (entry == null) {
            // a job that is part of no rollout
            return;
        }
        RolloutDefinition definition = definitions.of(RolloutText.view(entry).text());
        ExecutionStatus status = ExecutionStatus.valueOf(input.text());
        if (!parts.has(definition)
                || Orders.isRetried(status, input.retriesLeft(), definition.retries())) {
            return;
        }
        DevicePart part = FleetRows.part(fleet.value(), input.deviceId(), definition);
        tell(
                definition,
                part,
                part.ended(
                        parts.of(definition),
                        DeviceRollout.Phase.valueOf(status.name()),
                        input.at()),
                context);
    }

    private void signal(
            String device,
            String signal,
            long at,
            ReadOnlyBroadcastState<String, byte[]> views,
            ReadOnlyContext context)
            throws Exception {
        for (Map.Entry<String, byte[]> entry : views.immutableEntries()) {
            RolloutDefinition definition =
                    definitions.of(RolloutText.view(entry.getValue()).text());
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
