package io.fleetstream.jobs.ingest.state;

import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Every state of ingest.
 *
 * <p>A time to live runs on the clock of the machine, the only one Flink offers for it; it decides
 * when a silent device is forgotten, never what becomes of a message while it is remembered.
 */
public final class IngestStates {
    /**
     * By device: its row in the registry. No time to live, because the registry says each row once;
     * cleared when the registry forgets the device.
     */
    public static final ValueStateDescriptor<RegistryRow> REGISTRY =
            new ValueStateDescriptor<>("registry", TypeInformation.of(RegistryRow.class));

    /** Broadcast: the device models, by their key. As many as the operator has defined. */
    public static final MapStateDescriptor<String, ModelRow> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(ModelRow.class));

    private IngestStates() {}

    /**
     * By device: what repeats are recognised by. Forgotten that long after the last new message.
     */
    public static ValueStateDescriptor<DeviceHistory> history(Duration timeToLive) {
        return expiring("history", TypeInformation.of(DeviceHistory.class), timeToLive);
    }

    /**
     * By device: what has been announced of it. Forgotten that long after the last write, of which
     * a living device has one a day.
     */
    public static ValueStateDescriptor<FactsRow> facts(Duration timeToLive) {
        return expiring("facts", TypeInformation.of(FactsRow.class), timeToLive);
    }

    private static <T> ValueStateDescriptor<T> expiring(
            String name, TypeInformation<T> type, Duration timeToLive) {
        ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(timeToLive)
                        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                        .build());
        return descriptor;
    }
}
