package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Requests as they are appended to a device's partition. Without {@code received-at}: they arrive
 * when Kafka has appended them, so that arrival never goes back within the partition.
 */
final class BulkRecords {
    private static final String WRITER = "bulk";

    private BulkRecords() {}

    static KafkaRecord request(BulkRow bulk, String device) {
        boolean command = bulk.kind() == BulkKind.COMMAND;
        List<KafkaHeader> headers = new ArrayList<>();
        if (!command) {
            String name = bulk.shadowName().isEmpty() ? "" : "name/" + bulk.shadowName() + "/";
            headers.add(
                    header(
                            RecordHeaders.MQTT_TOPIC,
                            "$aws/things/" + device + "/shadow/" + name + "update"));
        }
        headers.add(header(RecordHeaders.WRITER, WRITER));
        headers.add(header(RecordHeaders.REQUEST_ID, bulk.bulkId()));
        new TreeMap<>(bulk.properties())
                .forEach(
                        (name, value) ->
                                headers.add(
                                        header(RecordHeaders.USER_PROPERTY_PREFIX + name, value)));
        return new KafkaRecord(
                command ? Topics.DEVICE_COMMANDS : Topics.SHADOW_REQUESTS,
                0,
                0,
                0,
                device.getBytes(StandardCharsets.UTF_8),
                bulk.payload().getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private static KafkaHeader header(String name, String value) {
        return new KafkaHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
