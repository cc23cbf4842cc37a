package io.fleetstream.connectors.parquet;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/** State of the operator that publishes; every subtask is given all of it, and keeps its lanes'. */
final class PublishStates {
    /** Sections that wait, some hundred in an element; 150 bytes each. */
    static final ListStateDescriptor<byte[]> WAITING =
            new ListStateDescriptor<>("waiting-sections", BytePrimitiveArraySerializer.INSTANCE);

    /** Publications that are decided, one in an element. */
    static final ListStateDescriptor<byte[]> DECIDED =
            new ListStateDescriptor<>("publications", BytePrimitiveArraySerializer.INSTANCE);

    private PublishStates() {}
}
