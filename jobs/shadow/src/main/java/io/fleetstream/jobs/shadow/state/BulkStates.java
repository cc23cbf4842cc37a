package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What is remembered for bulk requests. Devices go with their rows in the registry and among the
 * facts; requests by age and number.
 */
public final class BulkStates {
    /** By nothing: requests that are not yet cut into slices, by number. */
    public static final MapStateDescriptor<Long, BulkRow> QUEUE =
            new MapStateDescriptor<>("bulk-queue", Types.LONG, TypeInformation.of(BulkRow.class));

    /** By nothing: number of the first one of them. */
    public static final ValueStateDescriptor<Long> HEAD =
            new ValueStateDescriptor<>("bulk-head", Types.LONG);

    /** By nothing: its next slice. */
    public static final ValueStateDescriptor<Integer> NEXT_SLICE =
            new ValueStateDescriptor<>("bulk-next-slice", Types.INT);

    /** By nothing: when requests that were seen had been appended, by id. */
    public static final MapStateDescriptor<String, Long> SEEN =
            new MapStateDescriptor<>("bulk-seen", Types.STRING, Types.LONG);

    /** By slice: its devices, by id; some 300 bytes each. */
    public static final MapStateDescriptor<String, BulkDevice> DEVICES =
            new MapStateDescriptor<>(
                    "bulk-devices", Types.STRING, TypeInformation.of(BulkDevice.class));

    /** By slice: requests that rows written before them may still answer to, by id. */
    public static final MapStateDescriptor<String, BulkRow> APPLIED =
            new MapStateDescriptor<>(
                    "bulk-applied", Types.STRING, TypeInformation.of(BulkRow.class));

    private BulkStates() {}
}
