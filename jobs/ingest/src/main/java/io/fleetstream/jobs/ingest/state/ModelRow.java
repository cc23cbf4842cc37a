package io.fleetstream.jobs.ingest.state;

import java.util.Map;

/**
 * What a device model measures.
 *
 * @param quantities by name of the metric
 */
public record ModelRow(Map<String, QuantityRow> quantities) {}
