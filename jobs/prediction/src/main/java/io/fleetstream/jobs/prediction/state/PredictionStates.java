package io.fleetstream.jobs.prediction.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Every state of the job. */
public final class PredictionStates {
    /** Broadcast: models by name, with their content. A model that is deleted goes. */
    public static final MapStateDescriptor<String, ModelRow> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(ModelRow.class));

    /**
     * By device and model: its window, in a form with a version of its own: four bytes for every
     * number in it, and some 60. It goes with the model.
     */
    public static final MapStateDescriptor<String, byte[]> WINDOWS =
            new MapStateDescriptor<>(
                    "windows", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    /** By device and model: the alarm, while there is one or something speaks for it. */
    public static final MapStateDescriptor<String, AlertRow> ALERTS =
            new MapStateDescriptor<>("alerts", Types.STRING, TypeInformation.of(AlertRow.class));

    private PredictionStates() {}
}
