package io.fleetstream.jobs.ingest.function;

import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.SequenceEvent;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Side outputs of the operator that admits messages; dead letters go to their common one. */
public final class AdmitOutputs {
    /** One record for each message of which nothing was new. */
    public static final OutputTag<Duplicate> DUPLICATES = tag("duplicates", Duplicate.class);

    /** One record for each device seen for the first time or changed in a way worth telling. */
    public static final OutputTag<DeviceFacts> FACTS = tag("facts", DeviceFacts.class);

    /** Gaps, late fills and resets of devices' counters. */
    public static final OutputTag<SequenceEvent> SEQUENCE_EVENTS =
            tag("sequence-events", SequenceEvent.class);

    /** Books of devices, each time they are published. */
    public static final OutputTag<DeviceHour> DEVICE_HOURS = tag("device-hours", DeviceHour.class);

    /** Carries nothing but watermarks, for those who only want to know the time. */
    public static final OutputTag<Long> TIME = new OutputTag<>("time", Types.LONG);

    private AdmitOutputs() {}

    private static <T extends SpecificRecordBase> OutputTag<T> tag(String name, Class<T> type) {
        return new OutputTag<>(name, new AvroTypeInfo<>(type));
    }
}
