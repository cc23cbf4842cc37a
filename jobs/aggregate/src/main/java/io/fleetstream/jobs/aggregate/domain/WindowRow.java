package io.fleetstream.jobs.aggregate.domain;

/**
 * One row of a window of a device.
 *
 * @param spec kind of window
 * @param start first instant
 * @param end first instant after
 * @param place where the device was in its last reading
 * @param metric name
 * @param statistics of its values
 * @param revision 0, 1, …
 * @param early whether the window was still open
 * @param late values that came after it had been closed for the first time
 * @param until until when the last value stands
 */
public record WindowRow(
        WindowSpec spec,
        long start,
        long end,
        Place place,
        String metric,
        Accumulator statistics,
        int revision,
        boolean early,
        long late,
        long until) {}
