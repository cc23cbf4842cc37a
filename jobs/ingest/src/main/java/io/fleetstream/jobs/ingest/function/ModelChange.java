package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ModelRow;

/**
 * A row of {@code device.models}.
 *
 * @param model key of the model
 * @param row null if the model is deleted
 */
public record ModelChange(String model, ModelRow row) {}
