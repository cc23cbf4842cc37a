package io.fleetstream.jobs.timescale.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.schemas.Device;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The registry's columns of the table {@code devices}.
 *
 * @param deviceId device
 * @param registered false for a device deleted from the registry; everything else is empty then
 * @param org organisation; empty, not null, where not registered, because the column takes no null
 * @param site site, likewise
 * @param deviceType type, likewise
 * @param model key of {@code device.models}; may be null
 * @param hardware hardware revision; may be null
 * @param tagsJson free attributes, one JSON object of strings
 * @param latitude degrees north; may be null
 * @param longitude degrees east; may be null
 * @param timeZone IANA name; may be null
 * @param status what the operator wants of it; null where not registered
 * @param updatedAt when the operator wrote it; null where not registered
 */
public record RegistryRow(
        String deviceId,
        boolean registered,
        String org,
        String site,
        String deviceType,
        String model,
        String hardware,
        String tagsJson,
        Double latitude,
        Double longitude,
        String timeZone,
        String status,
        Instant updatedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The row of a registered device. */
    public static RegistryRow of(Device device) {
        return new RegistryRow(
                device.getDeviceId(),
                true,
                device.getOrg(),
                device.getSite(),
                device.getDeviceType(),
                device.getModel(),
                device.getHardware(),
                tags(device.getTags()),
                device.getLatitude(),
                device.getLongitude(),
                device.getTimeZone(),
                device.getStatus().name(),
                device.getUpdatedAt());
    }

    /** The row of a device that was deleted. */
    public static RegistryRow deleted(String deviceId) {
        return new RegistryRow(
                deviceId, false, "", "", "", null, null, "{}", null, null, null, null, null);
    }

    private static String tags(Map<String, String> tags) {
        try {
            // jsonb takes no NUL, not even escaped
            return JSON.writeValueAsString(new TreeMap<>(tags)).replace("\\u0000", "\uFFFD");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
