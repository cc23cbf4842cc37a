package io.fleetstream.jobs.anomaly.domain.health;

import java.time.Duration;
import java.util.Optional;

/**
 * Time of running until the level that counts as failure, if the recent trend goes on: by the
 * median of all slopes between recent points (Theil and Sen), and by the ends of the interval that
 * holds the true slope in four of five cases, were the points independent.
 *
 * @param expected by the slope itself
 * @param earliest by the steepest slope of the interval
 * @param latest by the flattest; empty if that does not lead to failure
 */
public record RemainingLife(Duration expected, Duration earliest, Optional<Duration> latest) {}
