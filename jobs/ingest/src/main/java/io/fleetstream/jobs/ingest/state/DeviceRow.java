package io.fleetstream.jobs.ingest.state;

import java.util.List;

/**
 * Everything ingest remembers of one device but the bytes of messages that wait. One record, so
 * that a message costs one read and one write. Whatever a device does not need is null or empty.
 *
 * @param registry its row in the registry, or the one its manifest gave it; null if unregistered
 * @param manifest name of that manifest; null if the registry itself has a row
 * @param place what its topic says; null where the registry says it
 * @param history by which repeats are told; null if forgotten
 * @param facts what has been announced of it; null for a device not seen
 * @param clock null for a device in sync
 * @param lastValues against which fast changes are told; null for none
 * @param quotaAt arrival time at which its quota is whole again; microseconds since the epoch
 * @param hours open books, in the order in which they were opened
 * @param replayed what came back from the dead letters and was stored
 * @param parked messages that wait for its registration; null for none
 * @param held messages that wait for its clock to be known; null for none
 * @param seenAt latest arrival of a message with something new; 0 for none
 * @param behind by how much its last message arrived behind the watermark, as a replayed recording
 *     does, in microseconds; 0 for a message that arrives in time
 * @param timerAt the timer that is set, in milliseconds of the watermark; 0 for none
 */
public record DeviceRow(
        RegistryRow registry,
        String manifest,
        PlaceRow place,
        DeviceHistory history,
        FactsRow facts,
        ClockRow clock,
        LastValues lastValues,
        long quotaAt,
        List<HourRow> hours,
        List<ReplayedRow> replayed,
        QueueRow parked,
        QueueRow held,
        long seenAt,
        long behind,
        long timerAt) {

    /** Of a device nobody has heard of. */
    public static final DeviceRow EMPTY =
            new DeviceRow(
                    null, null, null, null, null, null, null, 0, List.of(), List.of(), null, null,
                    0, 0, 0);

    /** Fills in what an older savepoint does not have. */
    public DeviceRow {
        hours = hours == null ? List.of() : hours;
        replayed = replayed == null ? List.of() : replayed;
    }
}
