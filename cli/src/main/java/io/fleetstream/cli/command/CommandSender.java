package io.fleetstream.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes commands and bulk requests; what a method has returned for is in Kafka. */
public final class CommandSender {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] OPERATOR = "operator".getBytes(StandardCharsets.UTF_8);

    private final Cluster cluster;
    private final Instant now;

    /**
     * @param now when the operator asks
     */
    public CommandSender(Cluster cluster, Instant now) {
        this.cluster = cluster;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** A command as it stands in {@code device.commands}. */
    public static String payload(
            String commandId, String command, Optional<JsonNode> parameters, Instant deadline) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("command_id", commandId);
        payload.put("command", command);
        parameters.ifPresent(object -> payload.set("parameters", object));
        payload.put("deadline", deadline.toString());
        return payload.toString();
    }

    /** An update of a shadow that sets what is desired. */
    public static String desired(JsonNode desired) {
        ObjectNode payload = JSON.createObjectNode();
        payload.putObject("state").set("desired", desired);
        return payload.toString();
    }

    /** One command for each of the devices. */
    public void send(Collection<String> devices, String payload) throws IOException {
        try (RecordSender sender = new RecordSender(cluster)) {
            for (String device : devices) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(
                                Topics.DEVICE_COMMANDS,
                                device.getBytes(StandardCharsets.UTF_8),
                                payload.getBytes(StandardCharsets.UTF_8));
                record.headers().add(RecordHeaders.WRITER, OPERATOR);
                sender.send(record);
            }
            sender.flush();
        }
    }

    /** A bulk request, for whatever devices the selector picks when the job reads it. */
    public void sendBulk(
            String bulkId,
            BulkKind kind,
            Selector selector,
            String shadowName,
            String payload,
            Map<String, String> properties)
            throws IOException {
        BulkRequest request =
                BulkRequest.newBuilder()
                        .setBulkId(bulkId)
                        .setKind(kind)
                        .setSelector(selector.toString())
                        .setShadowName(shadowName)
                        .setPayload(payload)
                        .setProperties(new TreeMap<>(properties))
                        .setCreatedAt(now)
                        .build();
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            writer.send(Topics.DEVICE_BULK, bulkId, request);
            writer.flush();
        }
    }
}
