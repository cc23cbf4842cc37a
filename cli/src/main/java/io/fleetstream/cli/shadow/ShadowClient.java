package io.fleetstream.cli.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Makes requests by writing them into the device's partition of {@code shadow.requests}, as an
 * operator, and finds their answers in {@code device.downlink} by client token.
 */
public final class ShadowClient {
    private static final String OPERATOR = "operator";
    private static final String TOKEN = "clientToken";

    private final Cluster cluster;

    /** Speaks to the job over that cluster. */
    public ShadowClient(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Makes a request and waits for its answer.
     *
     * @throws IOException if Kafka does not answer, or nobody else does within that time
     */
    public ShadowAnswer ask(ShadowRequest request, Duration patience) throws IOException {
        String token = newToken();
        try (DownlinkReader downlink = new DownlinkReader(cluster, request.address().device());
                RecordSender sender = new RecordSender(cluster)) {
            sender.send(record(request, token));
            sender.flush();
            long since = System.nanoTime();
            while (System.nanoTime() - since < patience.toNanos()) {
                for (DownlinkReader.Message message : downlink.poll()) {
                    ShadowAnswer answer = answer(request, token, message);
                    if (answer != null) {
                        return answer;
                    }
                }
            }
        }
        throw new IOException(
                "no answer within "
                        + patience.toSeconds()
                        + " s; the request stands in "
                        + Topics.SHADOW_REQUESTS
                        + " and will be answered when the job shadow runs");
    }

    /**
     * Makes requests without waiting for their answers; returns once Kafka has them.
     *
     * @throws IOException if Kafka does not take them
     */
    public void send(List<ShadowRequest> requests) throws IOException {
        try (RecordSender sender = new RecordSender(cluster)) {
            for (ShadowRequest request : requests) {
                sender.send(record(request, newToken()));
            }
            sender.flush();
        }
    }

    private static String newToken() {
        return "fleet-" + UUID.randomUUID();
    }

    /**
     * Without {@code received-at}: it arrives when Kafka takes it, whatever the clock here says.
     */
    static ProducerRecord<byte[], byte[]> record(ShadowRequest request, String token)
            throws JsonProcessingException {
        ObjectNode payload = request.payload().deepCopy();
        payload.put(TOKEN, token);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.SHADOW_REQUESTS,
                        request.address().device().getBytes(UTF_8),
                        Json.MAPPER.writeValueAsBytes(payload));
        Headers headers = record.headers();
        header(headers, RecordHeaders.MQTT_TOPIC, request.address().topic(request.operation()));
        header(headers, RecordHeaders.WRITER, OPERATOR);
        request.extensions()
                .forEach(
                        (name, value) ->
                                header(headers, RecordHeaders.USER_PROPERTY_PREFIX + name, value));
        return record;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static ShadowAnswer answer(
            ShadowRequest request, String token, DownlinkReader.Message message)
            throws IOException {
        String rest = request.address().rest(message.topic());
        boolean accepted = rest.equals(request.operation() + "/accepted");
        if (!accepted && !rest.equals(request.operation() + "/rejected")) {
            return null;
        }
        JsonNode payload = Json.MAPPER.readTree(message.payload());
        return payload.path(TOKEN).asText().equals(token)
                ? new ShadowAnswer(accepted, payload)
                : null;
    }
}
