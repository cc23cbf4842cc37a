package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.DeviceHistory;

/**
 * A verdict and the history after it.
 *
 * @param verdict what the reading is
 * @param history unchanged, the same object, if it is a repeat
 */
record Judged(Verdict verdict, DeviceHistory history) {}
