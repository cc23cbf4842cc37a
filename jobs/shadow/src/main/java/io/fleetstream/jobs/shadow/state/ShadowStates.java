package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Every state of the job. Bytes instead of a type of Flink: the form has its own version, and only
 * the section that changed is encoded anew. An entry goes when its tombstone is forgotten; a shadow
 * that nobody deletes stays, with the size of its document and about three bytes a leaf.
 */
public final class ShadowStates {
    /** By device: its shadows by name, the classic one under the empty name. */
    public static final MapStateDescriptor<String, byte[]> SHADOWS =
            new MapStateDescriptor<>(
                    "shadows", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By device: what the extensions remember of its shadows, by name, in a form with a version of
     * its own; no entry for a shadow that makes no use of them. It goes with the shadow's.
     */
    public static final MapStateDescriptor<String, byte[]> EXTRAS =
            new MapStateDescriptor<>(
                    "extras", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By device: prints of the ids of the requests done last, 16 bytes each, at most as many as the
     * setting says (1 KB); none for a device that nobody wrote to by such requests. It stays.
     */
    public static final ValueStateDescriptor<byte[]> REQUEST_IDS =
            new ValueStateDescriptor<>(
                    "request-ids", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By device: when its only timer rings, in milliseconds of arrival time; none for a device of
     * which no shadow waits for anything.
     */
    public static final ValueStateDescriptor<Long> NEXT_TIMER =
            new ValueStateDescriptor<>("next-timer", Types.LONG);

    /**
     * Of the operator: the settings under which its devices' timers were set, as text, once for
     * each subtask.
     */
    public static final ListStateDescriptor<String> WAITING_SETTINGS =
            new ListStateDescriptor<>("waiting-settings", Types.STRING);

    private ShadowStates() {}
}
