package io.fleetstream.jobs.anomaly.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Every state of the job. */
public final class AnomalyStates {
    /**
     * By device: its card, in a form with a version of its own. About a hundred bytes for a device
     * that is well; 12 more for every metric a rule names, 50 for every alarm, 40 for every rule
     * about presence. It goes with the device's row in the registry.
     */
    public static final ValueStateDescriptor<byte[]> CARD =
            new ValueStateDescriptor<>(
                    "device-card", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /**
     * By device: the sections of its classic shadow, with the size of their JSON. It goes with the
     * shadow, and with the device's row in the registry.
     */
    public static final ValueStateDescriptor<byte[]> SHADOW =
            new ValueStateDescriptor<>(
                    "device-shadow", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** Broadcast: rules by name. A rule that is deleted goes. */
    public static final MapStateDescriptor<String, RuleRow> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, TypeInformation.of(RuleRow.class));

    /**
     * Broadcast: rules that are deleted, by name, as they were last, until there is one of the name
     * again: what is left of their alarms ends under them.
     */
    public static final MapStateDescriptor<String, RuleRow> GONE =
            new MapStateDescriptor<>("gone-rules", Types.STRING, TypeInformation.of(RuleRow.class));

    /** Broadcast: what rules group devices by, empty for nothing. A rule that is deleted goes. */
    public static final MapStateDescriptor<String, String> GROUPED_BY =
            new MapStateDescriptor<>("grouped-by", Types.STRING, Types.STRING);

    /** Broadcast: cohorts by their keys, the last window of each; as many as models and metrics. */
    public static final MapStateDescriptor<String, CohortRow> COHORTS =
            new MapStateDescriptor<>("cohorts", Types.STRING, TypeInformation.of(CohortRow.class));

    private AnomalyStates() {}
}
