package io.fleetstream.benchmarks.presence;

import io.fleetstream.jobs.anomaly.function.DeviceInput;
import io.fleetstream.schemas.AlarmEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** State alone: reads what was last said of a device and keeps what is said now. No timers. */
final class KeepLastFunction extends KeyedProcessFunction<String, DeviceInput, AlarmEvent> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> last;
    private long known;

    @Override
    public void open(OpenContext context) {
        last =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "last",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(DeviceInput input, Context context, Collector<AlarmEvent> out)
            throws Exception {
        if (last.value() != null) {
            known++;
        }
        last.update(input.getBody());
    }

    /** Devices that had been there before. */
    long known() {
        return known;
    }
}
