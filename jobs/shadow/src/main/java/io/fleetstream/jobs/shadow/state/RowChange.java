package io.fleetstream.jobs.shadow.state;

/**
 * Something new about a device: its row in the registry, or its firmware.
 *
 * @param deviceId device
 * @param facts whether it is about firmware, and not about the registry
 * @param device its row; null if it was deleted, or if this is about firmware
 * @param firmware what it reports now; null if unknown, or if this is about the registry
 * @param updatedAt when that was written, microseconds since the epoch; 0 if unknown
 */
public record RowChange(
        String deviceId, boolean facts, DeviceRow device, String firmware, long updatedAt) {
    /** Of the registry. */
    public static RowChange registry(String deviceId, DeviceRow device) {
        return new RowChange(
                deviceId, false, device, null, device == null ? 0 : device.updatedAt());
    }

    /** Of the facts. */
    public static RowChange firmware(String deviceId, String firmware, long updatedAt) {
        return new RowChange(deviceId, true, null, firmware, updatedAt);
    }
}
