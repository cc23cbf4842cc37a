package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRolloutCodec;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import org.apache.flink.api.common.state.MapState;

/** What the device of the current key knows of rollouts. */
final class DeviceParts {
    private final MapState<String, byte[]> stored;

    DeviceParts(MapState<String, byte[]> stored) {
        this.stored = stored;
    }

    boolean has(RolloutDefinition definition) throws Exception {
        return stored.contains(definition.id());
    }

    DeviceRollout of(RolloutDefinition definition) throws Exception {
        byte[] known = stored.get(definition.id());
        return known == null
                ? DeviceRollout.outside(definition.gate().guards().size())
                : DeviceRolloutCodec.read(known);
    }

    void put(RolloutDefinition definition, DeviceRollout next) throws Exception {
        stored.put(definition.id(), DeviceRolloutCodec.write(next));
    }
}
