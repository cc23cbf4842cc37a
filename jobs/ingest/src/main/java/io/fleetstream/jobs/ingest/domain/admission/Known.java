package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import java.util.List;

/**
 * What earlier messages of the device have left behind.
 *
 * @param history by which repeats are told
 * @param facts null for a device not seen
 * @param replayed what came back from the dead letters
 * @param lastValues against which fast changes are told; null for none
 */
public record Known(
        DeviceHistory history, FactsRow facts, List<ReplayedRow> replayed, LastValues lastValues) {}
