package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
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

    private ShadowStates() {}
}
