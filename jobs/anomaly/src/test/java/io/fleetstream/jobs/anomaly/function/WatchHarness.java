package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.Shadow;
import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.CohortRow;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The operator alone, in seconds. Keeps what came out over restarts. */
final class WatchHarness implements AutoCloseable {
    private final WatchOptions options;
    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final List<KafkaRecord> downlink = new ArrayList<>();
    private final List<GroupInput> grouped = new ArrayList<>();
    private int late;
    private int offset;
    private KeyedBroadcastOperatorTestHarness<String, DeviceInput, ReferenceRow, AlarmEvent>
            harness;

    WatchHarness(WatchOptions options) throws Exception {
        this.options = options;
        harness = create();
        harness.open();
    }

    WatchHarness rule(int version, String id, String definition) throws Exception {
        harness.processBroadcastElement(ReferenceRow.of(new RuleRow(id, version, definition)), 0);
        return take();
    }

    WatchHarness cohort(CohortRow row) throws Exception {
        harness.processBroadcastElement(ReferenceRow.of(row), 0);
        return take();
    }

    WatchHarness see(String device, double second, String metric, double value) throws Exception {
        return see(device, second, second, metric, value);
    }

    WatchHarness see(String device, double second, double arrival, String metric, double value)
            throws Exception {
        Sample sample =
                new Sample(
                        millis(second),
                        millis(arrival),
                        0,
                        offset++,
                        0,
                        List.of(new Sample.MetricValue(metric, value)));
        DeviceInputs.Place place = new DeviceInputs.Place("acme", "plant", "motor", "m-1", "1.0");
        return input(DeviceInputs.reading(device, place, sample));
    }

    WatchHarness order(String device, double second, String rule, AlarmOrder order)
            throws Exception {
        return input(
                DeviceInputs.order(
                        device, new Order("c1", rule, "", order, millis(second), 0, "me", "seen")));
    }

    WatchHarness said(String device, double second, boolean online) throws Exception {
        return input(DeviceInputs.status(device, online, millis(second)));
    }

    WatchHarness described(String device, Attributes attributes) throws Exception {
        return input(DeviceInputs.description(device, attributes));
    }

    WatchHarness shadow(String device, String desired) throws Exception {
        return input(DeviceInputs.shadow(device, new Shadow(desired, "")));
    }

    WatchHarness removed(String device) throws Exception {
        return input(DeviceInputs.removal(device));
    }

    /** Arrival time gets that far, in both inputs. */
    WatchHarness until(double second) throws Exception {
        harness.processWatermark(new Watermark(millis(second)));
        harness.processBroadcastWatermark(new Watermark(millis(second)));
        return take();
    }

    /** Killed and started again from a snapshot. */
    WatchHarness restarted() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = create();
        harness.initializeState(snapshot);
        harness.open();
        return this;
    }

    /** What happened, as {@code hot RAISED@15.0}. */
    List<String> told() {
        return alarms.stream()
                .map(
                        event ->
                                event.getRuleId()
                                        + " "
                                        + event.getChange()
                                        + "@"
                                        + event.getHappenedAt().toEpochMilli() / 1000.0)
                .toList();
    }

    List<AlarmEvent> alarms() {
        return alarms;
    }

    List<KafkaRecord> downlink() {
        return downlink;
    }

    List<GroupInput> grouped() {
        return grouped;
    }

    int late() {
        return late;
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    int entries() {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (Exception e) {
            // an AutoCloseable may not throw what an interrupted thread would
            throw new IOException(e);
        }
    }

    private WatchHarness input(DeviceInput input) throws Exception {
        harness.processElement(input, 0);
        return take();
    }

    private WatchHarness take() {
        harness.extractOutputValues().forEach(alarms::add);
        harness.getOutput().clear();
        var down = harness.getSideOutput(AnomalyOutputs.DOWNLINK);
        while (down != null && !down.isEmpty()) {
            StreamRecord<KafkaRecord> one = down.poll();
            downlink.add(one.getValue());
        }
        var groups = harness.getSideOutput(AnomalyOutputs.GROUPED);
        while (groups != null && !groups.isEmpty()) {
            grouped.add(groups.poll().getValue());
        }
        var lates = harness.getSideOutput(AnomalyOutputs.LATE);
        while (lates != null && !lates.isEmpty()) {
            lates.poll();
            late++;
        }
        return this;
    }

    private KeyedBroadcastOperatorTestHarness<String, DeviceInput, ReferenceRow, AlarmEvent>
            create() throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new WatchDeviceFunction(options),
                        List.of(AnomalyStates.RULES, AnomalyStates.GONE, AnomalyStates.COHORTS)),
                DeviceInput::getDeviceId,
                Types.STRING,
                1,
                1,
                0);
    }

    private static long millis(double second) {
        return Math.round(second * 1000);
    }
}
