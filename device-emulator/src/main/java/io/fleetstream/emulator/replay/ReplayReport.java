package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What became of the lines. Messages count once the broker has acknowledged them: {@code published
 * = withMetrics + withoutMetrics + unmapped}, and equals {@code lines} if all went well.
 *
 * @param recordings files read
 * @param lines read, headers apart
 * @param published messages acknowledged
 * @param withMetrics readings with at least one metric
 * @param values metrics in them
 * @param withoutMetrics readings of a device with no metric the mapping finds
 * @param unmapped lines published as they were: no object, or no device id
 * @param reconnects connects after the first of each connection
 * @param redeliveries sends repeated because no acknowledgement came
 * @param refused messages the broker refused with a reason code
 * @param unpublished lines read and given up
 * @param elapsedSeconds time on the wall
 * @param linesPerSecond published per second on the wall
 */
@JsonPropertyOrder({"recordings", "lines", "published", "withMetrics", "values"})
public record ReplayReport(
        int recordings,
        long lines,
        long published,
        long withMetrics,
        long values,
        long withoutMetrics,
        long unmapped,
        long reconnects,
        long redeliveries,
        long refused,
        long unpublished,
        double elapsedSeconds,
        double linesPerSecond) {

    /** Whether every line of every recording was acknowledged. */
    public boolean complete() {
        return refused == 0 && unpublished == 0;
    }
}
