package io.fleetstream.emulator.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What a run has published. Messages count once the broker has acknowledged them: {@code published
 * = good + duplicates + malformed}.
 *
 * @param seed of the run
 * @param devices that took part
 * @param published readings acknowledged, of any kind; statuses are not readings
 * @param good readings that ingest must accept, each counted once
 * @param values metrics in good readings
 * @param duplicates second copies, injected
 * @param malformed bad readings, injected
 * @param malformedByKind the same by what was done to them
 * @param malformedByReason the same by the reason ingest must give
 * @param reordered good readings that came late on purpose
 * @param dropped numbers used up by readings never published, on purpose
 * @param bufferDropped readings that buffers of gateways gave up
 * @param recovered readings of an earlier run that buffers of gateways held at the start
 * @param statuses retained status messages acknowledged
 * @param reconnects connects after the first, all devices together
 * @param redeliveries sends repeated because no acknowledgement came; the broker may have seen both
 * @param refused messages the broker refused with a reason code
 * @param unpublished messages given up at the end
 * @param told what devices were told and did about it, by the kinds of the truth
 * @param elapsedSeconds time on the wall
 * @param messagesPerSecond published per second on the wall
 */
@JsonPropertyOrder({"seed", "devices", "published", "good", "values", "duplicates", "malformed"})
public record RunReport(
        long seed,
        int devices,
        long published,
        long good,
        long values,
        long duplicates,
        long malformed,
        Map<String, Long> malformedByKind,
        Map<String, Long> malformedByReason,
        long reordered,
        long dropped,
        long bufferDropped,
        long recovered,
        long statuses,
        long reconnects,
        long redeliveries,
        long refused,
        long unpublished,
        Map<String, Long> told,
        double elapsedSeconds,
        double messagesPerSecond) {

    /** Whether everything the run wanted to publish was acknowledged. */
    public boolean complete() {
        return refused == 0 && unpublished == 0;
    }
}
