package io.fleetstream.cli.report;

import java.time.Instant;

/**
 * What the values of a stretch of time were between.
 *
 * @param start first instant
 * @param end first instant after it
 * @param min least value
 * @param mean mean
 * @param max greatest value
 */
public record Window(Instant start, Instant end, double min, double mean, double max) {}
