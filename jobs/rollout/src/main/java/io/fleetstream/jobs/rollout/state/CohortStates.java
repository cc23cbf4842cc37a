package io.fleetstream.jobs.rollout.state;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** States of the operators {@code choose-cohort} and {@code control-rollout}. */
public final class CohortStates {
    /** By device: what is known of it, about 200 bytes. It goes with its row in the registry. */
    public static final ValueStateDescriptor<FleetRow> FLEET =
            new ValueStateDescriptor<>("fleet-row", TypeInformation.of(FleetRow.class));

    /**
     * By device, and by rollout in which it was counted: its part, in a form with a version of its
     * own, about 60 bytes. It stays, so that nobody is told twice.
     */
    public static final MapStateDescriptor<String, byte[]> PARTS =
            new MapStateDescriptor<>(
                    "rollout-parts",
                    Types.STRING,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Broadcast, by rollout: what the log of control amounts to, JSON. It stays. */
    public static final MapStateDescriptor<String, byte[]> VIEWS =
            new MapStateDescriptor<>(
                    "rollout-views",
                    Types.STRING,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By rollout: all that its controller keeps, JSON; 2 bytes for each bucket and count, and one
     * kilobyte for each guard. It stays.
     */
    public static final ValueStateDescriptor<byte[]> CONTROLLER =
            new ValueStateDescriptor<>(
                    "rollout-controller", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By rollout: reports that its controller has not taken yet, those of a second at most; about
     * 100 bytes each, a count of devices 8 for each bucket.
     */
    public static final ListStateDescriptor<ReportRow> REPORTS =
            new ListStateDescriptor<>("rollout-reports", TypeInformation.of(ReportRow.class));

    /**
     * Of the operator, all parts together: steps that some devices have not looked at yet, a view
     * in JSON and a bit for each key group; empty when all have.
     */
    public static final ListStateDescriptor<ScanRow> SCANS =
            new ListStateDescriptor<>("rollout-scans", TypeInformation.of(ScanRow.class));

    private CohortStates() {}
}
