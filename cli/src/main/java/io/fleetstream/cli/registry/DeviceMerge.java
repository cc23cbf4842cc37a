package io.fleetstream.cli.registry;

import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.DeviceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a registry row from what the registry has of a device and what a file says about it.
 *
 * <p>When organisation, site, type or model change, what was true until then goes into {@link
 * Device#getPrevious()}, so that readings measured earlier are still enriched with it.
 */
final class DeviceMerge {
    /** Most previous versions a row keeps; the oldest go first. */
    static final int MOST_PREVIOUS = 16;

    private final Instant now;
    private final Optional<Instant> validFrom;

    /**
     * @param now when the operator writes
     * @param validFrom event time from which changes are true; {@code now} if empty
     */
    DeviceMerge(Instant now, Optional<Instant> validFrom) {
        this.now = now;
        this.validFrom = validFrom;
    }

    /**
     * The new row; empty if nothing changes.
     *
     * @param known row of the registry; null for a new device
     * @throws BadFieldException if the line cannot become a row
     */
    Optional<Device> merge(Device known, DeviceLine line) throws BadFieldException {
        Device wanted = wanted(known, line);
        if (known == null) {
            wanted.setValidFrom(validFrom.orElse(null));
            return Optional.of(wanted);
        }
        boolean moved = !version(known, null).equals(version(wanted, null));
        if (moved) {
            remember(known, wanted);
        } else if (sameRow(known, wanted)) {
            return Optional.empty();
        } else {
            // This row's beginning must not follow updated_at.
            wanted.setValidFrom(beginning(known));
            wanted.setPrevious(known.getPrevious());
        }
        return Optional.of(wanted);
    }

    private Device wanted(Device known, DeviceLine line) throws BadFieldException {
        FieldReader fields = new FieldReader(line.fields());
        return Device.newBuilder()
                .setDeviceId(fields.deviceId())
                .setOrg(fields.name(DeviceFields.ORG, known == null ? null : known.getOrg()))
                .setSite(fields.name(DeviceFields.SITE, known == null ? null : known.getSite()))
                .setDeviceType(
                        fields.name(
                                DeviceFields.DEVICE_TYPE,
                                known == null ? null : known.getDeviceType()))
                .setModel(fields.text(DeviceFields.MODEL, known == null ? null : known.getModel()))
                .setHardware(
                        fields.text(
                                DeviceFields.HARDWARE, known == null ? null : known.getHardware()))
                .setTags(tags(known, line))
                .setLatitude(
                        fields.degrees(
                                DeviceFields.LATITUDE,
                                90,
                                known == null ? null : known.getLatitude()))
                .setLongitude(
                        fields.degrees(
                                DeviceFields.LONGITUDE,
                                180,
                                known == null ? null : known.getLongitude()))
                .setTimeZone(
                        fields.zone(
                                DeviceFields.TIME_ZONE, known == null ? null : known.getTimeZone()))
                .setStatus(
                        fields.status(
                                DeviceFields.STATUS,
                                known == null ? DeviceStatus.ACTIVE : known.getStatus()))
                .setUpdatedAt(now)
                .build();
    }

    private static Map<String, String> tags(Device known, DeviceLine line) {
        Map<String, String> tags = new HashMap<>();
        if (known != null && !line.allTags()) {
            tags.putAll(known.getTags());
        }
        tags.putAll(line.tags());
        tags.values().removeIf(String::isEmpty);
        return tags;
    }

    private void remember(Device known, Device wanted) {
        Instant from = validFrom.orElse(now);
        List<DeviceVersion> previous = new ArrayList<>(known.getPrevious());
        previous.add(version(known, beginning(known)));
        // A change from before a version began says that version never was.
        previous.removeIf(
                version ->
                        version.getValidFrom() != null && !version.getValidFrom().isBefore(from));
        int surplus = Math.max(0, previous.size() - MOST_PREVIOUS);
        wanted.setPrevious(List.copyOf(previous.subList(surplus, previous.size())));
        wanted.setValidFrom(from);
    }

    /** Event time from which a row is true, as the record defines it; null is for ever back. */
    private static Instant beginning(Device row) {
        if (row.getValidFrom() != null || row.getPrevious().isEmpty()) {
            return row.getValidFrom();
        }
        return row.getUpdatedAt();
    }

    private static DeviceVersion version(Device row, Instant from) {
        return new DeviceVersion(
                from, row.getOrg(), row.getSite(), row.getDeviceType(), row.getModel());
    }

    private static boolean sameRow(Device a, Device b) {
        return Objects.equals(a.getHardware(), b.getHardware())
                && a.getTags().equals(b.getTags())
                && Objects.equals(a.getLatitude(), b.getLatitude())
                && Objects.equals(a.getLongitude(), b.getLongitude())
                && Objects.equals(a.getTimeZone(), b.getTimeZone())
                && a.getStatus() == b.getStatus();
    }
}
