package io.fleetstream.jobs.anomaly.state;

import io.fleetstream.schemas.AlarmEvent;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * What is remembered of a group: nothing while everybody is there, else about 200 bytes for every
 * device that is offline and was not told of by itself, 30 for one that was.
 */
public final class GroupStates {
    /** The group itself, in a form with a version of its own. */
    public static final ValueStateDescriptor<byte[]> GROUP =
            new ValueStateDescriptor<>(
                    "group", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Since when devices are offline that wait for others. */
    public static final MapStateDescriptor<String, Long> WAITING = members("group-waiting");

    /** Since when devices are offline that were told of. */
    public static final MapStateDescriptor<String, Long> TOLD = members("group-told");

    /** Since when devices are offline that an incident stands for. */
    public static final MapStateDescriptor<String, Long> COUNTED = members("group-counted");

    /** Since when devices are offline that an incident stood for. */
    public static final MapStateDescriptor<String, Long> COVERED = members("group-covered");

    /** What is to be told of devices that were not told of yet: one event of a kind. */
    public static final MapStateDescriptor<String, List<AlarmEvent>> UNTOLD =
            new MapStateDescriptor<>(
                    "group-untold", Types.STRING, Types.LIST(new AvroTypeInfo<>(AlarmEvent.class)));

    /** The last event, which incidents are made after. */
    public static final ValueStateDescriptor<AlarmEvent> LATEST =
            new ValueStateDescriptor<>("group-latest", new AvroTypeInfo<>(AlarmEvent.class));

    private GroupStates() {}

    private static MapStateDescriptor<String, Long> members(String name) {
        return new MapStateDescriptor<>(name, Types.STRING, Types.LONG);
    }
}
