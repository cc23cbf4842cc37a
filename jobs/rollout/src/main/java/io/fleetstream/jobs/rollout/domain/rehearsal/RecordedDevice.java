package io.fleetstream.jobs.rollout.domain.rehearsal;

import java.util.Comparator;
import java.util.List;

/**
 * A device over the time of a recording.
 *
 * @param id which; its cohort follows from it
 * @param asRecorded what telemetry said, by time
 * @param withUpdate what telemetry would have said if the device had had the update all the time,
 *     by time
 */
public record RecordedDevice(
        String id, List<RecordedSignal> asRecorded, List<RecordedSignal> withUpdate) {
    /** Takes copies, in the order of time. */
    public RecordedDevice {
        asRecorded = sorted(asRecorded);
        withUpdate = sorted(withUpdate);
    }

    /** A device to which the update does nothing. */
    public RecordedDevice unharmed() {
        return new RecordedDevice(id, asRecorded, asRecorded);
    }

    private static List<RecordedSignal> sorted(List<RecordedSignal> signals) {
        return signals.stream().sorted(Comparator.comparingLong(RecordedSignal::at)).toList();
    }
}
