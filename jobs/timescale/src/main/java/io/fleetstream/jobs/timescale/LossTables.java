package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.timescale.domain.RejectedCounts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.SequenceEvent;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that account for loss. */
final class LossTables {
    /**
     * The record that knows more stays: an older one, delivered again after a restart, never takes
     * the place of a newer one. What is decided about messages that waited changes neither the
     * latest arrival nor the number received, so decisions are compared as well; of equal ones the
     * later in the partition stays.
     */
    static final Table<DeviceHour> DEVICE_HOURS =
            Table.<DeviceHour>named("device_hours")
                    .instant("hour", DeviceHour::getHour)
                    .text("device_id", DeviceHour::getDeviceId)
                    .bigint("part", DeviceHour::getPart)
                    .endOfKey()
                    .text("org", DeviceHour::getOrg)
                    .text("site", DeviceHour::getSite)
                    .text("device_type", DeviceHour::getDeviceType)
                    .text("model", DeviceHour::getModel)
                    .text("firmware", DeviceHour::getFirmware)
                    .bigint("received", DeviceHour::getReceived)
                    .bigint("stored", DeviceHour::getStored)
                    .bigint("duplicated", DeviceHour::getDuplicated)
                    .json("rejected", hour -> RejectedCounts.json(hour.getRejected()))
                    .bigint("rejected_total", hour -> RejectedCounts.total(hour.getRejected()))
                    .bigint("parked", DeviceHour::getParked)
                    .bigint("replayed", DeviceHour::getReplayed)
                    .bigint("missing", DeviceHour::getMissing)
                    .bigint("filled", DeviceHour::getFilled)
                    .bigint("resets", DeviceHour::getResets)
                    .bigint("skewed", DeviceHour::getSkewed)
                    .instant("updated_at", DeviceHour::getUpdatedAt)
                    .keeping((fresh, old) -> knowledge(fresh) + " >= " + knowledge(old))
                    .build();

    static final Table<SequenceEvent> SEQUENCE_EVENTS =
            Table.<SequenceEvent>named("device_sequence_events")
                    .integer("source_partition", SequenceEvent::getSourcePartition)
                    .bigint("source_offset", SequenceEvent::getSourceOffset)
                    .integer("source_index", SequenceEvent::getSourceIndex)
                    .text("kind", event -> event.getKind().name())
                    .bigint("from_sequence", SequenceEvent::getFromSequence)
                    .endOfKey()
                    .bigint("to_sequence", SequenceEvent::getToSequence)
                    .text("device_id", SequenceEvent::getDeviceId)
                    .text("boot_id", SequenceEvent::getBootId)
                    .instant("event_time", SequenceEvent::getEventTime)
                    .instant("received_at", SequenceEvent::getReceivedAt)
                    .build();

    private LossTables() {}

    private static String knowledge(String row) {
        return Stream.of("stored", "duplicated", "rejected_total", "replayed", "missing", "filled")
                .map(column -> row + "." + column)
                .collect(
                        Collectors.joining(
                                " + ",
                                "(" + row + ".updated_at, " + row + ".received, ",
                                " + " + row + ".resets + " + row + ".skewed)"));
    }
}
