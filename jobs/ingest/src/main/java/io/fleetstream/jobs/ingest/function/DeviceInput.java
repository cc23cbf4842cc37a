package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches a device's operator: a message of the device, or a change of its registry row. One
 * type for both, so that they share one shuffle.
 *
 * @param deviceId key
 * @param message null for a change of the registry
 * @param rejection null unless a message was refused before
 * @param registry null for a message, and where the registry forgets the device
 */
@TypeInfo(DeviceInputTypeInfo.Factory.class)
public record DeviceInput(
        String deviceId, ParsedMessage message, RegistryRow registry, Rejection rejection) {

    /** A message. */
    public static DeviceInput of(ParsedMessage message) {
        return new DeviceInput(message.deviceId(), message, null, null);
    }

    /**
     * A row of the registry.
     *
     * @param row null if the registry forgets the device
     */
    public static DeviceInput registered(String deviceId, RegistryRow row) {
        return new DeviceInput(deviceId, null, row, null);
    }

    /** A message of the device that was refused before it could reach its state. */
    public static DeviceInput rejected(String deviceId, Rejection rejection) {
        return new DeviceInput(deviceId, null, null, rejection);
    }
}
