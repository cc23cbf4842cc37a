package io.fleetstream.benchmarks.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.RecordHeaders;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Gets a value, puts another of the same size, and emits bytes made by copying. */
final class MoveBytesFunction extends KeyedProcessFunction<String, KafkaRecord, KafkaRecord> {
    static final OutputTag<KafkaRecord> DOCUMENTS =
            new OutputTag<>("documents", KafkaRecordTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 1 << 16;
    private static final String CLASSIC = "";

    private final FloorSizes sizes;

    private transient MapState<String, byte[]> values;
    private transient byte[] template;
    private transient int owed;

    MoveBytesFunction(FloorSizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public void open(OpenContext context) {
        values =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "values",
                                        Types.STRING,
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        template = new byte[LARGEST];
        for (int i = 0; i < LARGEST; i++) {
            // letters that RocksDB can compress no better than shadows
            template[i] = (byte) (' ' + Integer.remainderUnsigned((i * 0x9E37_79B9) >>> 7, 64));
        }
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        String device = context.getCurrentKey();
        String topic = record.header(RecordHeaders.MQTT_TOPIC).orElseThrow();
        byte[] old = values.get(CLASSIC);
        if (topic.endsWith("/get")) {
            emit(device, topic + "/accepted", sizes.get(), out);
            return;
        }
        values.put(CLASSIC, Arrays.copyOf(old == null ? template : old, sizes.state()));
        emit(device, topic + "/accepted", sizes.accepted(), out);
        owed += sizes.deltas();
        if (owed >= FloorSizes.TEN_THOUSAND) {
            owed -= FloorSizes.TEN_THOUSAND;
            emit(device, topic + "/delta", sizes.delta(), out);
        }
        emit(device, topic + "/documents", sizes.documents(), out);
        context.output(
                DOCUMENTS, Downlinks.record(device, "", Arrays.copyOf(template, sizes.document())));
    }

    private void emit(String device, String topic, int size, Collector<KafkaRecord> out) {
        out.collect(Downlinks.record(device, topic, Arrays.copyOf(template, size)));
    }
}
