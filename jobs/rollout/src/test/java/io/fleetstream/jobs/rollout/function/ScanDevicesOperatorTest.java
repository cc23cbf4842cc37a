package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.Harnesses;
import io.fleetstream.jobs.rollout.domain.job.EffectCodec;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.jobs.rollout.state.ReportRow;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Devices look at steps of a rollout few at a time. */
class ScanDevicesOperatorTest {
    private static final int DEVICES = 40;
    // Three devices that look.
    private static final int SLICE = 3 * DeviceScan.LOOK;
    private static final int GROUPS = 8;
    private static final String DEFINITION =
            """
            rollout: fw-2
            devices: model=m1
            document: {version: 2}
            rollback: {version: 1}
            budget: 40
            buckets: 64
            stages: [{percent: 100}]
            """;

    @Test
    void tellsFewDevicesAtATime() throws Exception {
        RolloutBench bench = released();
        bench.look(0);
        assertThat(bench.orders).isEmpty();
        int before = 0;
        while (before < DEVICES) {
            bench.look(1);
            assertThat(bench.orders.size() - before).isBetween(1, 3);
            before = bench.orders.size();
        }
        bench.run(5);
        assertThat(bench.orders).hasSize(DEVICES).doesNotHaveDuplicates();
        bench.close();
    }

    @Test
    void aPauseOvertakesWhatHasNotBeenSent() throws Exception {
        RolloutBench bench = released();
        bench.look(4);
        int told = bench.orders.size();
        assertThat(told).isBetween(1, DEVICES - 1);
        bench.say(RolloutCommand.PAUSE);
        bench.look(1_000);
        bench.run(30);
        assertThat(bench.orders).hasSize(told);

        bench.say(RolloutCommand.RESUME);
        bench.run(2);
        assertThat(bench.orders).hasSize(DEVICES).doesNotHaveDuplicates();
        bench.close();
    }

    @Test
    void anAbortCallsOffWhatWasSentAndTellsNobodyElse() throws Exception {
        RolloutBench bench = released();
        bench.look(4);
        int told = bench.orders.size();
        bench.say(RolloutCommand.ABORT);
        bench.look(1_000);
        assertThat(bench.orders.subList(told, bench.orders.size()))
                .hasSize(DEVICES)
                .allMatch(order -> order.endsWith(" Cancel fw-2"));
        bench.close();
    }

    @Test
    void goesOnWhereItWasAfterARestore() throws Exception {
        RolloutBench bench = released();
        bench.look(4);
        List<String> before = List.copyOf(bench.orders);
        bench.restore(bench.checkpoint());
        bench.look(1_000);

        assertThat(before).hasSizeBetween(1, DEVICES - 1);
        assertThat(bench.orders).hasSize(DEVICES).doesNotHaveDuplicates().containsAll(before);
        bench.close();
    }

    @Test
    void readsWhatWasSaidBeforeItStartedBeforeAnybodyIsTold() throws Exception {
        OperatorSubtaskState counted;
        try (Part part = new Part(1, 0, null)) {
            for (int device = 0; device < DEVICES; device++) {
                part.device("d" + device);
            }
            part.say(define());
            part.say(command(RolloutCommand.START));
            part.say(decision(RolloutDecision.COUNT, 2));
            part.say(decision(RolloutDecision.OPEN, 3));
            part.slices(1_000);
            counted = part.snapshot();
        }
        try (Part part = new Part(1, 0, counted, 2_000_000)) {
            part.say(decision(RolloutDecision.RELEASE, 4));
            part.at(2_000_900);
            part.at(2_000_910);
            part.say(command(RolloutCommand.PAUSE));
            part.slices(1_000);

            List<String> orders = new ArrayList<>();
            part.take(orders, new ArrayList<>());
            assertThat(orders).isEmpty();
        }
    }

    @Test
    void countsEveryDeviceOnceThroughCheckpointsAndRestores() throws Exception {
        for (boolean killed : new boolean[] {false, true}) {
            RolloutBench bench = defined();
            bench.readTo(RolloutDecision.COUNT);
            for (int slice = 0; slice < 5; slice++) {
                bench.look(1);
                RolloutBench.Checkpoint made = bench.checkpoint();
                if (killed) {
                    bench.restore(made);
                }
            }
            bench.run(1);
            bench.checkpoint();
            bench.run(2);

            assertThat(bench.orders).hasSize(DEVICES);
            var states = bench.states();
            assertThat(states.get(states.size() - 1).getStages().get(0).getTargets())
                    .isEqualTo(DEVICES);
            bench.close();
        }
    }

    @Test
    void goesOnWithAnotherParallelism() throws Exception {
        List<String> orders = new ArrayList<>();
        List<ReportRow> reports = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Part whole = new Part(1, 0, null)) {
            for (int device = 0; device < DEVICES; device++) {
                whole.device("d" + device);
            }
            whole.say(define());
            whole.say(command(RolloutCommand.START));
            whole.say(decision(RolloutDecision.COUNT, 2));
            whole.slices(7);
            snapshot = whole.snapshot();
            whole.take(orders, reports);
        }
        assertThat(told(reports)).as("in the middle").isNotEmpty().hasSizeLessThan(GROUPS);

        List<OperatorSubtaskState> halves = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            try (Part half = new Part(2, part, split(snapshot, part))) {
                half.slices(1_000);
                half.say(decision(RolloutDecision.OPEN, 3));
                half.say(decision(RolloutDecision.RELEASE, 4));
                half.slices(4);
                halves.add(half.snapshot());
                half.take(orders, reports);
            }
        }
        assertThat(told(reports)).hasSize(GROUPS);
        assertThat(counted(reports)).isEqualTo(DEVICES);
        assertThat(orders).hasSizeBetween(1, DEVICES - 1);

        OperatorSubtaskState both =
                AbstractStreamOperatorTestHarness.repackageState(halves.get(0), halves.get(1));
        try (Part whole =
                new Part(
                        1,
                        0,
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                both, GROUPS, 2, 1, 0))) {
            whole.slices(1_000);
            whole.take(orders, reports);
        }
        assertThat(orders).hasSize(DEVICES).doesNotHaveDuplicates();
        assertThat(counted(reports)).isEqualTo(DEVICES);
    }

    private static RolloutBench defined() throws Exception {
        RolloutBench bench = new RolloutBench(SLICE);
        for (int device = 0; device < DEVICES; device++) {
            bench.device("d" + device, "m1", "1");
        }
        bench.define(DEFINITION);
        bench.say(RolloutCommand.START);
        return bench;
    }

    /** All devices were released, and none has read it. */
    private static RolloutBench released() throws Exception {
        RolloutBench bench = defined();
        bench.run(1);
        bench.checkpoint();
        bench.readTo(RolloutDecision.RELEASE);
        return bench;
    }

    private static OperatorSubtaskState split(OperatorSubtaskState whole, int part) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                whole, GROUPS, 1, 2, part);
    }

    /** Key groups that were reported; each once. */
    private static Set<Long> told(List<ReportRow> reports) {
        Set<Long> told = new TreeSet<>();
        for (ReportRow report : counts(reports)) {
            int parts = report.numbers().get(2).intValue();
            for (long part : report.numbers().subList(3, 3 + parts)) {
                assertThat(told.add(part)).as("told once").isTrue();
            }
        }
        return told;
    }

    private static long counted(List<ReportRow> reports) {
        return counts(reports).stream()
                .flatMap(
                        report ->
                                report
                                        .numbers()
                                        .subList(
                                                3 + report.numbers().get(2).intValue(),
                                                report.numbers().size())
                                        .stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<ReportRow> counts(List<ReportRow> reports) {
        return reports.stream().filter(report -> report.kind().equals("COUNTED_PARTS")).toList();
    }

    private static RolloutControl.Builder row(RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId("fw-2")
                .setKind(kind)
                .setAt(Instant.ofEpochSecond(1_000))
                .setActor("ann");
    }

    private static RolloutControl define() {
        return row(RolloutControlKind.DEFINE).setDefinition(DEFINITION).build();
    }

    private static RolloutControl command(RolloutCommand command) {
        return row(RolloutControlKind.COMMAND).setCommand(command).build();
    }

    private static RolloutControl decision(RolloutDecision decision, long expects) {
        return row(RolloutControlKind.DECISION)
                .setDecision(decision)
                .setExpects(expects)
                .setStage(0)
                .setEpoch(1)
                .setUntilBucket(64)
                .setDevices((long) DEVICES)
                .setSlot(0L)
                .setSlotLeft(0L)
                .build();
    }

    /** One part of several of the operator. */
    private static final class Part implements AutoCloseable {
        private final ScanDevicesOperator operator =
                new ScanDevicesOperator(new ChooseCohortFunction(), SLICE);
        private final KeyedTwoInputStreamOperatorTestHarness<
                        String, FleetInput, RolloutControl, KafkaRecord>
                harness;

        Part(int parts, int index, OperatorSubtaskState from) throws Exception {
            this(parts, index, from, 0);
        }

        Part(int parts, int index, OperatorSubtaskState from, long openedAt) throws Exception {
            harness =
                    new KeyedTwoInputStreamOperatorTestHarness<>(
                            operator,
                            FleetInput::deviceId,
                            null,
                            Types.STRING,
                            GROUPS,
                            parts,
                            index);
            if (from != null) {
                harness.initializeState(from);
            }
            harness.setProcessingTime(openedAt);
            harness.open();
        }

        void at(long millis) throws Exception {
            harness.setProcessingTime(millis);
        }

        void device(String id) throws Exception {
            FleetRow row =
                    new FleetRow("acme", "p1", "pump", "m1", "r1", "ACTIVE", "", Map.of(), "", "");
            harness.processElement1(FleetInput.fleet(id, row, 0), 0);
        }

        void say(RolloutControl row) throws Exception {
            harness.processElement2(row, 0);
        }

        void slices(int most) throws Exception {
            for (int slice = 0; slice < most && operator.isPending(); slice++) {
                harness.setProcessingTime(
                        Math.max(harness.getProcessingTime() + 5, RolloutBench.CAUGHT_UP));
            }
        }

        OperatorSubtaskState snapshot() throws Exception {
            harness.prepareSnapshotPreBarrier(1);
            return harness.snapshot(1, 1);
        }

        void take(List<String> orders, List<ReportRow> reports) {
            for (KafkaRecord effect : harness.extractOutputValues()) {
                orders.add(
                        effect.keyText().orElseThrow()
                                + " "
                                + EffectCodec.of(effect.value()).jobId());
            }
            reports.addAll(Harnesses.values(harness.getSideOutput(ChooseCohortFunction.REPORTS)));
        }

        @Override
        public void close() {
            Harnesses.close(harness);
        }
    }
}
