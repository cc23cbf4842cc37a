package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.DeviceHistory;
import java.util.List;

/**
 * The verdicts on a message.
 *
 * @param verdicts one for each reading, in their order
 * @param history after the message; the same object as before if nothing was accepted
 * @param findings for each reading, what it tells about the counter
 */
public record Filtered(
        List<Verdict> verdicts, DeviceHistory history, List<List<Finding>> findings) {

    /** Whether nothing of the message is new: only then the message itself is a duplicate. */
    public boolean isDuplicate() {
        for (Verdict verdict : verdicts) {
            if (verdict.accepted()) {
                return false;
            }
        }
        return true;
    }
}
