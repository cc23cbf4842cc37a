package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.schemas.LateReading;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link WatchDeviceFunction} and {@link GroupAlarmsFunction}. */
public final class AnomalyOutputs {
    /** What devices are told of their own alarms. */
    public static final OutputTag<KafkaRecord> DOWNLINK =
            new OutputTag<>("downlink", KafkaRecordTypeInfo.INSTANCE);

    /** Readings that came too late to be judged. */
    public static final OutputTag<LateReading> LATE =
            new OutputTag<>("late", new AvroTypeInfo<>(LateReading.class));

    /** Alarms that belong to a group. */
    public static final OutputTag<GroupInput> GROUPED =
            new OutputTag<>("grouped", TypeInformation.of(GroupInput.class));

    /** Carries nothing but watermarks, for those who only want to know how far it is. */
    public static final OutputTag<Long> TIME = new OutputTag<>("time", Types.LONG);

    private AnomalyOutputs() {}
}
