package io.fleetstream.cli.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a job into the queue of one device; what a method has returned for is in Kafka. */
public final class JobQueuer {
    private static final JsonMapper JSON = new JsonMapper();

    private final Cluster cluster;

    public JobQueuer(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The effect as it stands in {@code jobs.requests}.
     *
     * @param timeout time from the beginning until it is timed out; zero for no such timer
     */
    public static String effect(String jobId, JsonNode document, Duration timeout, int weight) {
        ObjectNode effect = JSON.createObjectNode();
        effect.put("effect", "queue");
        effect.put("jobId", jobId);
        effect.set("jobDocument", document);
        effect.put("weight", weight);
        if (!timeout.isZero()) {
            effect.put("timeoutSeconds", timeout.toSeconds());
        }
        return effect.toString();
    }

    /** Writes it; a second one of the same job and device changes nothing. */
    public void queue(String device, String jobId, String effect) throws IOException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.JOBS_REQUESTS, utf8(device), utf8(effect));
        record.headers().add(RecordHeaders.WRITER, utf8("rollout"));
        record.headers().add(RecordHeaders.EFFECT_ID, utf8("create/" + jobId));
        try (RecordSender sender = new RecordSender(cluster)) {
            sender.send(record);
            sender.flush();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
