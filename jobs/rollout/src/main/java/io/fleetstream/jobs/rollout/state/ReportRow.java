package io.fleetstream.jobs.rollout.state;

import java.util.List;

/**
 * What devices tell the controller of a rollout.
 *
 * @param rolloutId which rollout
 * @param kind what is told
 * @param numbers what it is about, by kind
 * @param treated on which side of the comparison, where it is about that
 * @param deviceId which device, where it is about one alone; else empty
 * @param order score of that device
 */
public record ReportRow(
        String rolloutId,
        String kind,
        List<Long> numbers,
        boolean treated,
        String deviceId,
        double order) {}
