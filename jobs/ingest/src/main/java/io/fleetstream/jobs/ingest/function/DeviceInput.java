package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches a device's operator: a message of the device, a message of it that was refused
 * before, or a change of its registry row. One type for all, so that they share one shuffle.
 *
 * <p>A message travels twice, parsed and as it stood in Kafka: what its device's state refuses
 * becomes a dead letter with the original bytes, and what has to wait is kept as those bytes and
 * parsed again. Parsing again for every message would cost more than carrying both.
 *
 * @param deviceId key
 * @param message null unless it is a message that can be used so far
 * @param registry null for a message, and where the registry forgets the device
 * @param rejection null unless a message was refused before
 * @param raw the message as it stood in Kafka; null unless {@code message} is given
 */
@TypeInfo(DeviceInputTypeInfo.Factory.class)
public record DeviceInput(
        String deviceId,
        ParsedMessage message,
        RegistryRow registry,
        Rejection rejection,
        KafkaRecord raw) {

    /** A message, and the record it was parsed from. */
    public static DeviceInput of(ParsedMessage message, KafkaRecord raw) {
        return new DeviceInput(message.deviceId(), message, null, null, raw);
    }

    /**
     * A row of the registry.
     *
     * @param row null if the registry forgets the device
     */
    public static DeviceInput registered(String deviceId, RegistryRow row) {
        return new DeviceInput(deviceId, null, row, null, null);
    }

    /** A message of the device that was refused before it could reach its state. */
    public static DeviceInput rejected(String deviceId, Rejection rejection) {
        return new DeviceInput(deviceId, null, null, rejection, null);
    }
}
