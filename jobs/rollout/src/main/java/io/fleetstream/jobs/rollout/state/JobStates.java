package io.fleetstream.jobs.rollout.state;

import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** States of the operator {@code execute-job}, all of them by device. */
public final class JobStates {
    /**
     * Its executions, in a form with a version of its own; none for a device that never had a job.
     * About 60 bytes and the document for each that is not over, about 50 for each of those over
     * that are remembered.
     */
    public static final ValueStateDescriptor<byte[]> QUEUE =
            new ValueStateDescriptor<>(
                    "job-queue", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * Prints of the ids of the effects done last, 16 bytes each, at most as many as the setting
     * says (512 bytes); none for a device that no rollout reached. It stays.
     */
    public static final ValueStateDescriptor<byte[]> EFFECT_IDS =
            new ValueStateDescriptor<>(
                    "effect-ids", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * When its only timer rings, in milliseconds of arrival time; none for a device of which no
     * execution waits for a time.
     */
    public static final ValueStateDescriptor<Long> NEXT_TIMER =
            new ValueStateDescriptor<>("next-timer", Types.LONG);

    private JobStates() {}
}
