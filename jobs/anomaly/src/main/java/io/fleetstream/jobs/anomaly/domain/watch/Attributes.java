package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.schemas.DeviceTraits;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of a device; empty texts where nothing is.
 *
 * @param org organisation
 * @param site where it stands
 * @param type device type
 * @param model model
 * @param hardware hardware revision
 * @param firmware as it reported last
 * @param status what the operator wants of it
 * @param zone its time zone
 * @param tags free attributes
 */
public record Attributes(
        String org,
        String site,
        String type,
        String model,
        String hardware,
        String firmware,
        String status,
        String zone,
        Map<String, String> tags) {
    /** Of a device of which nothing is known. */
    public static final Attributes UNKNOWN =
            new Attributes("", "", "", "", "", "", "", "", Map.of());

    public Attributes {
        tags = Map.copyOf(tags);
    }

    /** What a reading says, where the registry says nothing else. */
    public Attributes withPlace(
            String newOrg, String newSite, String newType, String newModel, String newFirmware) {
        return new Attributes(
                newOrg, newSite, newType, newModel, hardware, newFirmware, status, zone, tags);
    }

    /** As selectors ask. */
    public DeviceTraits traits(String device) {
        return new DeviceTraits(
                device,
                org,
                site,
                type,
                orNull(model),
                orNull(hardware),
                orNull(status),
                orNull(firmware),
                tags);
    }

    /** As conditions ask. */
    Map<String, Object> map(String device) {
        Map<String, Object> map = new HashMap<>();
        map.put("id", device);
        putKnown(map, "org", org);
        putKnown(map, "site", site);
        putKnown(map, "type", type);
        putKnown(map, "model", model);
        putKnown(map, "hardware", hardware);
        putKnown(map, "firmware", firmware);
        map.put("tags", tags);
        return map;
    }

    /** The zone of its clock; UTC if none is known. */
    ZoneId zoneId() {
        try {
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            // the registry does not check names of zones
            return ZoneOffset.UTC;
        }
    }

    /** Appends it. */
    public void write(ByteWriter out) {
        out.putText(org).putText(site).putText(type).putText(model).putText(hardware);
        out.putText(firmware).putText(status).putText(zone).putUnsigned(tags.size());
        // in one order, so that what is the same has the same bytes
        if (!tags.isEmpty()) {
            new TreeMap<>(tags).forEach((name, value) -> out.putText(name).putText(value));
        }
    }

    /** Reads what was written. */
    public static Attributes read(ByteReader in) {
        String org = in.getText();
        String site = in.getText();
        String type = in.getText();
        String model = in.getText();
        String hardware = in.getText();
        String firmware = in.getText();
        String status = in.getText();
        String zone = in.getText();
        int size = in.getCount();
        Map<String, String> tags = size == 0 ? Map.of() : new HashMap<>();
        for (int read = 0; read < size; read++) {
            tags.put(in.getText(), in.getText());
        }
        return new Attributes(org, site, type, model, hardware, firmware, status, zone, tags);
    }

    private static void putKnown(Map<String, Object> map, String name, String value) {
        if (!value.isEmpty()) {
            map.put(name, value);
        }
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
