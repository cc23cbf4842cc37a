package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.schemas.DeviceHour;
import java.util.Map;

/** The record by which the books of a device and hour are published. */
final class DeviceHours {
    /** Where neither the registry nor a message that can be read says where a device belongs. */
    static final String UNKNOWN = "unknown";

    private DeviceHours() {}

    static DeviceHour of(DeviceCard card, HourRow hour) {
        DeviceHour record = new DeviceHour();
        record.setDeviceId(card.deviceId);
        record.setHour(Micros.instant(hour.hour()));
        record.setPart(hour.part());
        place(record, card);
        record.setFirmware(card.facts == null ? null : card.facts.firmware());
        record.setReceived(hour.received());
        record.setStored(hour.stored());
        record.setDuplicated(hour.duplicated());
        record.setRejected(hour.rejected() == null ? Map.of() : hour.rejected());
        record.setParked(hour.parked());
        record.setReplayed(hour.replayed());
        record.setMissing(hour.missing());
        record.setFilled(hour.filled());
        record.setResets(hour.resets());
        record.setSkewed(hour.skewed());
        record.setUpdatedAt(Micros.instant(hour.updatedAt()));
        return record;
    }

    private static void place(DeviceHour record, DeviceCard card) {
        if (card.registry != null) {
            record.setOrg(card.registry.org());
            record.setSite(card.registry.site());
            record.setDeviceType(card.registry.deviceType());
            record.setModel(card.registry.model());
        } else if (card.place != null) {
            record.setOrg(card.place.org());
            record.setSite(card.place.site());
            record.setDeviceType(card.place.deviceType());
        } else {
            record.setOrg(UNKNOWN);
            record.setSite(UNKNOWN);
            record.setDeviceType(UNKNOWN);
        }
    }
}
