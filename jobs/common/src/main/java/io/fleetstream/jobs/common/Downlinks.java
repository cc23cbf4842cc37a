package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Messages to devices by way of the bridge, which publishes them with QoS 1. */
public final class Downlinks {
    private Downlinks() {}

    /**
     * A record of {@code device.downlink}, keyed by device, so that the messages to a device keep
     * their order.
     *
     * @param mqttTopic where the bridge publishes it
     * @param payload its bytes; not copied
     */
    public static KafkaRecord record(String deviceId, String mqttTopic, byte[] payload) {
        return new KafkaRecord(
                Topics.DEVICE_DOWNLINK,
                0,
                0,
                0,
                deviceId.getBytes(StandardCharsets.UTF_8),
                payload,
                List.of(
                        new KafkaHeader(
                                RecordHeaders.MQTT_TOPIC,
                                mqttTopic.getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes them at once, at least once: no device waits for a checkpoint. */
    public static KafkaSink<KafkaRecord> sink(KafkaSettings settings) {
        return KafkaSinks.atLeastOnce(settings, new DownlinkSerializer());
    }
}
