package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What is remembered to find drift; nothing unless it is switched on. All of it goes when shadows
 * are deleted or devices leave the registry, and is bounded by the devices of a cohort and the
 * paths of a device.
 */
public final class DriftStates {
    /** By device: its row in the registry and its firmware. */
    public static final ValueStateDescriptor<BulkDevice> DEVICE =
            new ValueStateDescriptor<>("drift-device", TypeInformation.of(BulkDevice.class));

    /** By device: what it reports, by shadow and path. */
    public static final MapStateDescriptor<String, DriftRow> REPORTED =
            new MapStateDescriptor<>(
                    "drift-reported", Types.STRING, TypeInformation.of(DriftRow.class));

    /** By cohort, shadow and path: what the devices report. */
    public static final MapStateDescriptor<String, DriftRow> VALUES =
            new MapStateDescriptor<>(
                    "drift-values", Types.STRING, TypeInformation.of(DriftRow.class));

    /** By cohort, shadow and path: how many devices report a value. */
    public static final MapStateDescriptor<String, Integer> COUNTS =
            new MapStateDescriptor<>("drift-counts", Types.STRING, Types.INT);

    /** By cohort, shadow and path: how many devices report anything. */
    public static final ValueStateDescriptor<Integer> TOTAL =
            new ValueStateDescriptor<>("drift-total", Types.INT);

    /** By cohort, shadow and path: what most of them report. */
    public static final ValueStateDescriptor<DriftMajority> MAJORITY =
            new ValueStateDescriptor<>("drift-majority", TypeInformation.of(DriftMajority.class));

    private DriftStates() {}
}
