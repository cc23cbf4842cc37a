package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.time.ClockView;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.util.Map;

/**
 * What holds for a message besides what it says.
 *
 * @param registry row of its device; null if unregistered
 * @param manifest manifest that gave the row; null for none
 * @param models models the device has or had, as far as they are known, by their key
 * @param policy rules for its device
 * @param clock what is known of its device's clock
 */
public record Circumstances(
        RegistryRow registry,
        String manifest,
        Map<String, ModelRow> models,
        Policy policy,
        ClockView clock) {

    /** What was true of the device then; null if it is unregistered. */
    RegistryRow rowAt(long eventTime) {
        return registry == null ? null : registry.asOf(eventTime);
    }

    /** Model of the device by that row; null if it has none that is known. */
    ModelRow modelOf(RegistryRow row) {
        return row == null || row.model() == null ? null : models.get(row.model());
    }
}
