package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.EffectCodec;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** Both operators of rollouts, and the log of control between them. */
final class RolloutBench {
    static final String ID = "fw-2";

    /** When devices look for the first time after a start, by the clock of the machine. */
    static final long CAUGHT_UP = 1_000;

    final List<RolloutControl> log = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    long now = 1_000_000;

    /** How far the judging of alarms is behind; null while nobody judges. */
    Long behind = 0L;

    private KeyedTwoInputStreamOperatorTestHarness<String, FleetInput, RolloutControl, KafkaRecord>
            cohort;
    private KeyedTwoInputStreamOperatorTestHarness<
                    String, RolloutControl, ReportRow, RolloutControl>
            controller;
    private int cohortRead;
    private int controllerRead;
    private int ordersSeen;
    private int decisionsSeen;
    private int reportsSeen;
    private long checkpoint;
    private final int slice;
    private final long latenessMs;
    private ScanDevicesOperator scan;

    /** What a checkpoint holds. */
    record Checkpoint(
            OperatorSubtaskState cohort,
            OperatorSubtaskState controller,
            int cohortRead,
            int controllerRead) {}

    RolloutBench() throws Exception {
        this(1_000);
    }

    /** With slices of that many devices, see {@link DeviceScan#slice}. */
    RolloutBench(int slice) throws Exception {
        this(slice, 0);
    }

    /** With telemetry that counts when it is so late. */
    RolloutBench(int slice, long latenessMs) throws Exception {
        this.slice = slice;
        this.latenessMs = latenessMs;
        start(null);
    }

    private void start(Checkpoint from) throws Exception {
        scan = new ScanDevicesOperator(new ChooseCohortFunction(), slice);
        cohort =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        scan, FleetInput::deviceId, null, Types.STRING);
        controller =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new ControlRolloutFunction(latenessMs)),
                        RolloutControl::getRolloutId,
                        ReportRow::rolloutId,
                        Types.STRING);
        if (from != null) {
            cohort.initializeState(from.cohort());
            controller.initializeState(from.controller());
        }
        cohort.setProcessingTime(0);
        cohort.open();
        controller.open();
        cohortRead = from == null ? 0 : from.cohortRead();
        controllerRead = from == null ? 0 : from.controllerRead();
        ordersSeen = 0;
        decisionsSeen = 0;
        reportsSeen = 0;
    }

    /** A checkpoint that completes, and of which everybody hears. */
    Checkpoint checkpoint() throws Exception {
        Checkpoint made = snapshot();
        controller.notifyOfCompletedCheckpoint(checkpoint);
        return made;
    }

    /** A checkpoint of which nobody has heard that it is complete. */
    Checkpoint snapshot() throws Exception {
        checkpoint++;
        cohort.prepareSnapshotPreBarrier(checkpoint);
        OperatorSubtaskState ofCohort = cohort.snapshot(checkpoint, now);
        // What stands before the barrier is read before it.
        take();
        return new Checkpoint(
                ofCohort, controller.snapshot(checkpoint, now), cohortRead, controllerRead);
    }

    /** Kills the job, and starts it again from a checkpoint. */
    void restore(Checkpoint from) throws Exception {
        cohort.close();
        controller.close();
        start(from);
    }

    void device(String id, String model, String firmware) throws Exception {
        cohort.processElement1(
                FleetInput.fleet(
                        id,
                        new FleetRow(
                                "acme", "p1", "pump", model, "r1", "ACTIVE", "", Map.of(), "", ""),
                        now),
                now);
        cohort.processElement1(FleetInput.facts(id, firmware, "b1", now), now);
    }

    void input(FleetInput input) throws Exception {
        cohort.processElement1(input, now);
    }

    void define(String definition) {
        RolloutControl row = row(RolloutControlKind.DEFINE);
        row.setDefinition(definition);
        log.add(row);
    }

    void say(RolloutCommand command) {
        RolloutControl row = row(RolloutControlKind.COMMAND);
        row.setCommand(command);
        log.add(row);
    }

    void tick() throws Exception {
        RolloutControl row = row(RolloutControlKind.UNSPECIFIED);
        row.setRolloutId("");
        cohort.processElement2(row, now);
        slices(Integer.MAX_VALUE);
    }

    /** Lets both read all there is, until nothing moves; then a second passes, so often. */
    void run(int seconds) throws Exception {
        for (int second = 0; second <= seconds; second++) {
            read();
            now += 1_000;
            judge();
            controller.processBothWatermarks(
                    new org.apache.flink.streaming.api.watermark.Watermark(now));
            take();
        }
    }

    /** Tells how far alarms have been judged. */
    private void judge() throws Exception {
        cohort.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(now));
        if (behind != null) {
            cohort.processElement2(Ticks.judged(Instant.ofEpochMilli(now - behind)), now);
        }
        take();
    }

    /** Lets both read all there is, until nothing moves. */
    void read() throws Exception {
        do {
            while (cohortRead < log.size()) {
                cohort.processElement2(log.get(cohortRead++), now);
            }
            slices(1);
            if (controllerRead < log.size()) {
                controller.processElement1(log.get(controllerRead++), now);
            }
            take();
        } while (cohortRead < log.size() || controllerRead < log.size() || scan.isPending());
    }

    /** Lets both read until that is decided, which neither has read then. */
    void readTo(RolloutDecision decision) throws Exception {
        while (last().getDecision() != decision) {
            if (cohortRead == log.size()) {
                now += 1_000;
                controller.processBothWatermarks(
                        new org.apache.flink.streaming.api.watermark.Watermark(now));
                take();
                continue;
            }
            cohort.processElement2(log.get(cohortRead++), now);
            slices(Integer.MAX_VALUE);
            controller.processElement1(log.get(controllerRead++), now);
            take();
        }
    }

    /** Lets devices read all there is of the log, and so many slices of them look. */
    void look(int slices) throws Exception {
        while (cohortRead < log.size()) {
            cohort.processElement2(log.get(cohortRead++), now);
        }
        slices(slices);
    }

    private void slices(int most) throws Exception {
        for (int slice = 0; slice < most && scan.isPending(); slice++) {
            cohort.setProcessingTime(Math.max(cohort.getProcessingTime() + 5, CAUGHT_UP));
        }
        take();
    }

    /** Where rollouts stood, one after the other, since the last start. */
    List<RolloutState> states() {
        var states = controller.getSideOutput(ControlRolloutFunction.STATES);
        return states == null ? List.of() : states.stream().map(StreamRecord::getValue).toList();
    }

    List<RolloutDecision> decisions() {
        return log.stream()
                .filter(row -> row.getKind() == RolloutControlKind.DECISION)
                .map(RolloutControl::getDecision)
                .toList();
    }

    RolloutControl last() {
        return log.get(log.size() - 1);
    }

    private void take() throws Exception {
        List<KafkaRecord> effects = cohort.extractOutputValues();
        for (; ordersSeen < effects.size(); ordersSeen++) {
            KafkaRecord effect = effects.get(ordersSeen);
            Effect order = EffectCodec.of(effect.value());
            orders.add(
                    effect.keyText().orElseThrow()
                            + " "
                            + order.getClass().getSimpleName()
                            + " "
                            + order.jobId());
        }
        var reports = cohort.getSideOutput(ChooseCohortFunction.REPORTS);
        if (reports != null) {
            List<ReportRow> all = reports.stream().map(StreamRecord::getValue).toList();
            for (; reportsSeen < all.size(); reportsSeen++) {
                controller.processElement2(all.get(reportsSeen), now);
            }
        }
        List<RolloutControl> decisions = controller.extractOutputValues();
        for (; decisionsSeen < decisions.size(); decisionsSeen++) {
            log.add(decisions.get(decisionsSeen));
        }
    }

    private RolloutControl row(RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(ID)
                .setKind(kind)
                .setAt(Instant.ofEpochMilli(now))
                .setActor("ann")
                .build();
    }

    void close() throws Exception {
        cohort.close();
        controller.close();
    }
}
