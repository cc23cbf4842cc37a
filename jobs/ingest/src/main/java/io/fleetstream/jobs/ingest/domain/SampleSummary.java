package io.fleetstream.jobs.ingest.domain;

/**
 * What a device or its gateway aggregated by itself; the metric's value is the mean.
 *
 * @param count values aggregated, at least 1
 * @param min least of them; null if not said
 * @param max greatest of them; null if not said
 * @param std their standard deviation; null if not said
 */
public record SampleSummary(long count, Double min, Double max, Double std) {}
