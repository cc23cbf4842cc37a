package io.fleetstream.jobs.aggregate.domain;

/**
 * One row of a window of a roll-up.
 *
 * @param rollUp of which
 * @param spec kind of window
 * @param start first instant
 * @param end first instant after
 * @param statistics of its values
 * @param revision 0, 1, …
 * @param early whether the window was still open
 * @param late values that came after the windows of their devices had been closed
 * @param devices that contributed
 */
public record RollUpRow(
        RollUp rollUp,
        WindowSpec spec,
        long start,
        long end,
        Accumulator statistics,
        int revision,
        boolean early,
        long late,
        long devices) {}
