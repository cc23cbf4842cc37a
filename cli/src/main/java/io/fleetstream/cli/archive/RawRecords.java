package io.fleetstream.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Makes records of {@code telemetry.raw} again: key, value and headers byte for byte, into the
 * partition they had, with their arrival and the place they stood at first.
 */
final class RawRecords {
    /** Columns the rows need. */
    static final String COLUMNS =
            "epoch_us(received_at) AS received_us, device_id, mqtt_topic, source_partition,"
                    + " source_offset, headers, key, value";

    /** As they came. */
    static final String ORDER = "received_at, source_partition, source_offset";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RawRecords() {}

    static ProducerRecord<byte[], byte[]> of(ResultSet row, String replayId, int partitions)
            throws SQLException, IOException {
        int partition = row.getInt("source_partition");
        byte[] key = bytes(row, "key");
        String device = row.getString("device_id");
        if (key == null && device != null) {
            key = utf8(device);
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.TELEMETRY_RAW,
                        partition < partitions ? partition : null,
                        key,
                        bytes(row, "value"));
        Headers headers = record.headers();
        String topic = row.getString("mqtt_topic");
        if (topic != null) {
            headers.add(RecordHeaders.MQTT_TOPIC, utf8(topic));
        }
        others(row.getString("headers"), headers);
        if (headers.lastHeader(RecordHeaders.RECEIVED_AT) == null) {
            headers.add(RecordHeaders.RECEIVED_AT, utf8(Long.toString(row.getLong("received_us"))));
        }
        headers.add(
                RecordHeaders.REPLAYED_FROM,
                utf8(
                        Topics.TELEMETRY_RAW
                                + "/"
                                + partition
                                + "/"
                                + row.getLong("source_offset")
                                + "/0"));
        headers.add(RecordHeaders.REPLAY_ID, utf8(replayId));
        return record;
    }

    /** DuckDB has no other way. */
    private static byte[] bytes(ResultSet row, String column) throws SQLException, IOException {
        Blob blob = row.getBlob(column);
        if (blob == null) {
            return null;
        }
        try (InputStream in = blob.getBinaryStream()) {
            return in.readAllBytes();
        }
    }

    private static void others(String json, Headers headers) throws IOException {
        if (json == null) {
            return;
        }
        for (JsonNode each : JSON.readTree(json)) {
            byte[] value = null;
            if (each.has("value")) {
                value = utf8(each.get("value").asText());
            } else if (each.has("base64")) {
                value = each.get("base64").binaryValue();
            }
            headers.add(each.get("name").asText(), value);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
