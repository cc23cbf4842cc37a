package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.DeviceHistory;
import java.util.List;

/**
 * A verdict and the history after it.
 *
 * @param verdict what the reading is
 * @param history unchanged, the same object, if it is a repeat
 * @param findings what it tells about the counter
 */
record Judged(Verdict verdict, DeviceHistory history, List<Finding> findings) {

    /** A verdict that tells nothing about a counter. */
    Judged(Verdict verdict, DeviceHistory history) {
        this(verdict, history, List.of());
    }
}
