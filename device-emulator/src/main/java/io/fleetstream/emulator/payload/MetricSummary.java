package io.fleetstream.emulator.payload;

import io.fleetstream.emulator.signal.MetricDefinition;

/**
 * One metric over a window.
 *
 * @param definition name and unit
 * @param count samples; positive
 * @param mean in the metric's unit, as the others
 * @param min smallest sample
 * @param max largest sample
 * @param deviation standard deviation of the samples (of the population, not an estimate)
 */
public record MetricSummary(
        MetricDefinition definition,
        long count,
        double mean,
        double min,
        double max,
        double deviation) {}
