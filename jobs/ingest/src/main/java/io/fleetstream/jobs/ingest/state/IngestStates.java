package io.fleetstream.jobs.ingest.state;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Every state of ingest. None has a time to live by the clock of the machine: timers in arrival
 * time decide when something is forgotten, so that a replay forgets the same.
 */
public final class IngestStates {
    /** By device: everything that is remembered of it, the bytes of a {@link DeviceRow}. */
    public static final ValueStateDescriptor<byte[]> DEVICE =
            new ValueStateDescriptor<>(
                    "device", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** By device: messages that wait for its registration, as they stood in Kafka, by number. */
    public static final MapStateDescriptor<Long, KafkaRecord> PARKED =
            new MapStateDescriptor<>("parked", Types.LONG, KafkaRecordTypeInfo.INSTANCE);

    /** By device: messages that wait for its clock, as they stood in Kafka, by number. */
    public static final MapStateDescriptor<Long, KafkaRecord> HELD =
            new MapStateDescriptor<>("held", Types.LONG, KafkaRecordTypeInfo.INSTANCE);

    /** Broadcast: the device models, by their key. As many as the operator has defined. */
    public static final MapStateDescriptor<String, ModelRow> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(ModelRow.class));

    /** Broadcast: the manifests, by their name. As many as the operator has defined. */
    public static final MapStateDescriptor<String, ManifestRow> MANIFESTS =
            new MapStateDescriptor<>(
                    "manifests", Types.STRING, TypeInformation.of(ManifestRow.class));

    /** By subtask: how many messages wait, for a gauge. */
    public static final ListStateDescriptor<Long> WAITING =
            new ListStateDescriptor<>("waiting", Types.LONG);

    private IngestStates() {}
}
