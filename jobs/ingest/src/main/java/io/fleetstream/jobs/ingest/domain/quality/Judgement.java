package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.schemas.Metric;
import java.util.List;

/**
 * The metrics of a reading as they are stored, and what is remembered after them.
 *
 * @param metrics in the order of the reading
 * @param lastValues the same object as before if nothing is to be kept; null for nothing
 */
public record Judgement(List<Metric> metrics, LastValues lastValues) {}
