package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.time.ClockView;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;

/**
 * What holds for a message besides what it says.
 *
 * @param registry row of its device; null if unregistered
 * @param manifest manifest that gave the row; null for none
 * @param model model of its device; null if not known
 * @param policy rules for its device
 * @param clock what is known of its device's clock
 */
public record Circumstances(
        RegistryRow registry, String manifest, ModelRow model, Policy policy, ClockView clock) {}
