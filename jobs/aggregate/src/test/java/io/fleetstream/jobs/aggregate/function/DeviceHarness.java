package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator of devices alone; keeps everything it has put out, through restarts too. */
@SuppressWarnings("try") // closing is not interrupted here
final class DeviceHarness implements AutoCloseable {
    private final WindowRules rules;
    private final List<WindowAggregate> rows = new ArrayList<>();
    private final List<LateReading> late = new ArrayList<>();
    private final List<Delta> deltas = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<String, DeviceSamples, WindowAggregate> operator;

    DeviceHarness(WindowRules rules) throws Exception {
        this.rules = rules;
        open(rules, null);
    }

    private void open(WindowRules by, OperatorSubtaskState state) throws Exception {
        operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AggregateDeviceFunction(by)),
                        DeviceSamples::deviceId,
                        Types.STRING,
                        720,
                        1,
                        0);
        if (state != null) {
            operator.initializeState(state);
        }
        operator.open();
    }

    void process(DeviceSamples samples) throws Exception {
        operator.processElement(samples, 0);
    }

    /** Arrival time has come to that, in microseconds. */
    void time(long micros) throws Exception {
        operator.processWatermark(Math.floorDiv(micros, 1_000L) - 1);
    }

    /** Everything has arrived. */
    void end() throws Exception {
        operator.processWatermark(Long.MAX_VALUE);
    }

    OperatorSubtaskState snapshot() throws Exception {
        collect();
        return operator.snapshot(1, 1);
    }

    /** Dies, and goes on from a snapshot; what it has put out since is taken back, as by Kafka. */
    void killAndRestore(OperatorSubtaskState state) throws Exception {
        operator.close();
        open(rules, state);
    }

    void restoreWith(WindowRules other) throws Exception {
        OperatorSubtaskState state = snapshot();
        operator.close();
        open(other, state);
    }

    private void collect() {
        rows.addAll(operator.extractOutputValues());
        operator.getOutput().clear();
        drain(AggregateOutputs.LATE, late);
        drain(AggregateOutputs.DELTAS, deltas);
    }

    private <T> void drain(OutputTag<T> tag, List<T> into) {
        var side = operator.getSideOutput(tag);
        if (side != null) {
            side.forEach(record -> into.add(record.getValue()));
            side.clear();
        }
    }

    List<WindowAggregate> rows() {
        collect();
        return rows;
    }

    List<LateReading> late() {
        collect();
        return late;
    }

    List<Delta> deltas() {
        collect();
        return deltas;
    }

    int keyedStateEntries() {
        KeyedStateBackend<?> backend =
                ((KeyedProcessOperator<?, ?, ?>) operator.getOperator()).getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    /** Bytes that every reading of the device reads and writes. */
    int bytes(String device) throws Exception {
        KeyedStateBackend<String> backend =
                ((KeyedProcessOperator<?, ?, ?>) operator.getOperator()).getKeyedStateBackend();
        backend.setCurrentKey(device);
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        AggregateStates.DEVICE)
                .value()
                .write(out);
        return out.length();
    }

    int timers() {
        return operator.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
