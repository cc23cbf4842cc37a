package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.ControllerState;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutText;
import io.fleetstream.jobs.rollout.state.CohortStates;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides about rollouts, keyed by rollout: reads the log of control and what devices report, and
 * emits decisions for the log. They count when they are read back. Reports wait until the next
 * record of the log or the next second of arrival time, and are then taken together.
 *
 * <p>Devices that were counted are released once a checkpoint is complete that holds the count; a
 * job without checkpoints releases nobody.
 */
public final class ControlRolloutFunction
        extends KeyedCoProcessFunction<String, RolloutControl, ReportRow, RolloutControl>
        implements CheckpointedFunction, CheckpointListener {
    /** Where rollouts stand: after each step that counted, and when numbers have changed. */
    public static final OutputTag<RolloutState> STATES =
            new OutputTag<>("rollout-states", new AvroTypeInfo<>(RolloutState.class));

    private static final long serialVersionUID = 1L;
    private static final long TICK_MS = 1_000;
    private static final long PATIENCE_MS = 5_000;

    private final long latenessMs;

    private transient ValueState<byte[]> stored;
    private transient ListState<ReportRow> reports;
    private transient Definitions definitions;
    private transient boolean restored;
    // Counts that are complete, kept by the last complete checkpoint, and by those under way.
    private transient Map<String, Integer> complete;
    private transient Map<String, Integer> kept;
    private transient TreeMap<Long, Map<String, Integer>> underWay;
    private transient Map<String, Said> said;
    private transient Map<String, RolloutState> told;
    private transient EvidenceMetrics metrics;

    /** What was decided last, so that it is not said again before it can have been read back. */
    private record Said(long version, long at) {}

    /**
     * An operator.
     *
     * @param latenessMs how late telemetry may be to count as evidence
     */
    public ControlRolloutFunction(long latenessMs) {
        this.latenessMs = latenessMs;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        restored = context.isRestored();
    }

    @Override
    public void open(OpenContext context) {
        stored = getRuntimeContext().getState(CohortStates.CONTROLLER);
        reports = getRuntimeContext().getListState(CohortStates.REPORTS);
        definitions = new Definitions();
        complete = new HashMap<>();
        kept = new HashMap<>();
        underWay = new TreeMap<>();
        said = new HashMap<>();
        told = new HashMap<>();
        metrics = new EvidenceMetrics(getRuntimeContext());
    }

    @Override
    public void processElement1(RolloutControl row, Context context, Collector<RolloutControl> out)
            throws Exception {
        Optional<ControlRecord> read = ControlRecords.of(row);
        if (read.isEmpty()) {
            return;
        }
        RolloutController controller = load();
        boolean counts;
        if (read.get() instanceof ControlRecord.Define define) {
            counts = controller == null;
            if (counts) {
                controller =
                        new RolloutController(
                                definitions.of(define.definition()), define, latenessMs);
                kept.put(define.rolloutId(), 0);
            }
        } else {
            counts = controller != null && controller.read(read.get());
        }
        if (controller == null) {
            return;
        }
        TimerService timers = context.timerService();
        if (counts) {
            RolloutState state =
                    StateRecords.after(
                            row,
                            controller,
                            definitions.of(controller.view().text()),
                            Math.max(timers.currentWatermark(), 0));
            told.put(row.getRolloutId(), state);
            context.output(STATES, state);
        }
        decide(controller, timers, out);
        keep(controller, timers);
    }

    @Override
    public void processElement2(ReportRow report, Context context, Collector<RolloutControl> out)
            throws Exception {
        reports.add(report);
        ringSoon(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RolloutControl> out)
            throws Exception {
        RolloutController controller = load();
        if (controller == null) {
            return;
        }
        TimerService timers = context.timerService();
        decide(controller, timers, out);
        keep(controller, timers);
        RolloutState state =
                StateRecords.of(
                        controller,
                        definitions.of(controller.view().text()),
                        timers.currentWatermark());
        if (StateRecords.isNews(told.put(context.getCurrentKey(), state), state)) {
            context.output(STATES, state);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        underWay.put(context.getCheckpointId(), Map.copyOf(complete));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Map<String, Integer> held = underWay.get(checkpointId);
        if (held != null) {
            held.forEach((rollout, epochs) -> kept.merge(rollout, epochs, Math::max));
        }
        underWay.headMap(checkpointId, true).clear();
    }

    private void decide(
            RolloutController controller, TimerService timers, Collector<RolloutControl> out) {
        long now = timers.currentWatermark();
        if (now == Long.MIN_VALUE || now == Long.MAX_VALUE) {
            // There is no time yet, or no more.
            return;
        }
        String id = controller.view().rolloutId();
        complete.put(id, controller.completeEpochs());
        metrics.behind(id, controller.behindMs(now));
        controller
                .decide(now)
                .filter(decision -> isNews(id, decision))
                .ifPresent(
                        decision -> {
                            said.put(id, new Said(decision.expects(), decision.at()));
                            out.collect(ControlRecords.row(decision));
                        });
    }

    private void keep(RolloutController controller, TimerService timers) throws Exception {
        stored.update(RolloutText.write(controller.state()));
        if (controller.view().status().isOpen()) {
            ringSoon(timers);
        }
    }

    private boolean isNews(String id, ControlRecord.Decided decision) {
        Said last = said.get(id);
        return last == null
                || last.version() != decision.expects()
                || decision.at() - last.at() >= PATIENCE_MS;
    }

    private static void ringSoon(TimerService timers) {
        long now = timers.currentWatermark();
        if (now == Long.MAX_VALUE) {
            return;
        }
        // Before the first watermark any time will do.
        long next = now == Long.MIN_VALUE ? 0 : (Math.floorDiv(now, TICK_MS) + 1) * TICK_MS;
        timers.registerEventTimeTimer(next);
    }

    /** The controller, with all reports taken; null before its definition. */
    private RolloutController load() throws Exception {
        byte[] text = stored.value();
        if (text == null) {
            return null;
        }
        ControllerState state = RolloutText.controller(text);
        RolloutDefinition definition = definitions.of(state.view().text());
        String id = state.view().rolloutId();
        if (restored) {
            // What is there at first sight comes from the checkpoint.
            kept.computeIfAbsent(
                    id, unseen -> new RolloutController(definition, state, 0, 0).completeEpochs());
        }
        RolloutController controller =
                new RolloutController(definition, state, kept.getOrDefault(id, 0), latenessMs);
        long late = controller.lateEvidence();
        for (ReportRow report : reports.get()) {
            RolloutReports.tell(report, controller);
        }
        metrics.late(controller.lateEvidence() - late);
        reports.clear();
        return controller;
    }
}
