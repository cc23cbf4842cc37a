package io.fleetstream.benchmarks.textbook;

import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;

/** A row of the registry or a model, for one broadcast stream of both; a POJO for Flink. */
public final class ReferenceData {
    public Device device;
    public DeviceModel model;

    static ReferenceData of(Device device) {
        ReferenceData data = new ReferenceData();
        data.device = device;
        return data;
    }

    static ReferenceData of(DeviceModel model) {
        ReferenceData data = new ReferenceData();
        data.model = model;
        return data;
    }
}
