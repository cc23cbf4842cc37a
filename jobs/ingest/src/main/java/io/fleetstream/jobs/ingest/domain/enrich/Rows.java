package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.MetricSpec;
import java.util.HashMap;
import java.util.Map;

/** What is kept of the registry's records. */
public final class Rows {
    private Rows() {}

    /** Of a device. */
    public static RegistryRow of(Device device) {
        return new RegistryRow(
                device.getOrg(), device.getSite(), device.getDeviceType(), device.getModel());
    }

    /** Of a model; where it names a metric twice, the last one counts. */
    public static ModelRow of(DeviceModel model) {
        Map<String, QuantityRow> quantities = new HashMap<>();
        for (MetricSpec spec : model.getMetrics()) {
            quantities.put(
                    spec.getName(), new QuantityRow(spec.getUnit(), spec.getMin(), spec.getMax()));
        }
        return new ModelRow(quantities);
    }
}
