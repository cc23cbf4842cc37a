package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.RegistryVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * One input of one device.
 *
 * @param card what is remembered of the device; changed in place
 * @param reference what is broadcast
 * @param outlet where outcomes go
 */
record Turn(DeviceCard card, Reference reference, Outlet outlet) {

    /** The model of the device; null if it has none that is known. */
    ModelRow model() throws Exception {
        return card.registry == null || card.registry.model() == null
                ? null
                : reference.model(card.registry.model());
    }

    /** The models it has and had, as far as they are known. */
    Map<String, ModelRow> models() throws Exception {
        ModelRow model = model();
        RegistryRow row = card.registry;
        if (row == null || row.previous().isEmpty()) {
            return model == null ? Map.of() : Map.of(row.model(), model);
        }
        Map<String, ModelRow> models = new HashMap<>();
        if (model != null) {
            models.put(row.model(), model);
        }
        for (RegistryVersion version : row.previous()) {
            ModelRow earlier = version.model() == null ? null : reference.model(version.model());
            if (earlier != null) {
                models.put(version.model(), earlier);
            }
        }
        return models;
    }
}
