package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicArrayTypeInfo;
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

    /** By nothing: number of the one to come. */
    public static final ValueStateDescriptor<Long> TAIL =
            new ValueStateDescriptor<>("bulk-tail", Types.LONG);

    /** By nothing: how many have been cut into slices. */
    public static final ValueStateDescriptor<Long> DONE =
            new ValueStateDescriptor<>("bulk-done", Types.LONG);

    /** By nothing: when the last ones of them were, by their number's remainder; machine's time. */
    public static final MapStateDescriptor<Integer, Long> DONE_AT =
            new MapStateDescriptor<>("bulk-done-at", Types.INT, Types.LONG);

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

    /** By slice: requests that wait for their turn, by number. */
    public static final MapStateDescriptor<Long, BulkRow> WAITING =
            new MapStateDescriptor<>("bulk-waiting", Types.LONG, TypeInformation.of(BulkRow.class));

    /** By slice: number of the first one of them. */
    public static final ValueStateDescriptor<Long> FIRST_WAITING =
            new ValueStateDescriptor<>("bulk-first-waiting", Types.LONG);

    /** By slice: number of the one to come. */
    public static final ValueStateDescriptor<Long> NEXT_WAITING =
            new ValueStateDescriptor<>("bulk-next-waiting", Types.LONG);

    /** By slice: ids of the devices that are still to get the first one, by step. */
    public static final MapStateDescriptor<Integer, String[]> PICKED =
            new MapStateDescriptor<>(
                    "bulk-picked", Types.INT, BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);

    /** By slice: the next step; none if none is left. */
    public static final ValueStateDescriptor<Integer> PICKED_POSITION =
            new ValueStateDescriptor<>("bulk-picked-position", Types.INT);

    private BulkStates() {}
}
