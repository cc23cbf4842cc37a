package io.fleetstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random documents through Kafka into the running job: it never restarts, and answers every one
 * once, in the order of its device. {@code -Dfleet.random-shadows.requests=1000000} for the whole
 * bar.
 */
class RandomShadowsITCase {
    private static final int REQUESTS = Integer.getInteger("fleet.random-shadows.requests", 8_000);
    private static final int DEVICES = 500;
    private static final int WINDOW = 20_000;
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String[] SHADOWS = {"", "", "name/config/", "name/network/"};

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void everyDocumentIsAnsweredOnceAndNoneStopsTheJob() throws Exception {
        long seed = Long.getLong("fleet.seed", new Random().nextLong());
        System.out.println("[random-shadows] seed " + seed);
        Sandbox sandbox = SHARED.stack().sandbox();
        Cluster cluster =
                Cluster.at(sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url());
        String run = ShadowMqtt.thing("random");
        String job = SHARED.stack().jobId("shadow");
        long restarts = sandbox.flink().restarts(job);
        long began = System.nanoTime();

        AnswerBook answers = new AnswerBook(run);
        try (AnswerReader reader = new AnswerReader(cluster, answers);
                RecordSender sender = new RecordSender(cluster)) {
            Random random = new Random(seed);
            RandomDocuments documents = new RandomDocuments(seed + 1);
            for (int i = 0; i < REQUESTS; i++) {
                if (i % BATCH == 0) {
                    reader.awaitOpen(WINDOW, PATIENCE);
                }
                String token = Integer.toString(i);
                String shadow = SHADOWS[random.nextInt(SHADOWS.length)];
                String device = run + "-" + random.nextInt(DEVICES);
                String topic = "$aws/things/" + device + "/shadow/" + shadow;
                topic += documents.operation();
                answers.expect(device, topic, token);
                sender.send(record(device, topic, documents.next(token)));
            }
            // What is answered twice comes before the answer to the last one of its device.
            for (int i = 0; i < DEVICES; i++) {
                String device = run + "-" + i;
                String topic = "$aws/things/" + device + "/shadow/name/last/get";
                answers.expect(device, topic, "");
                sender.send(record(device, topic, new byte[0]));
            }
            sender.flush();
            reader.awaitOpen(0, PATIENCE);
        }

        System.out.printf(
                "[random-shadows] %s in %d s%n",
                answers.summary(), Duration.ofNanos(System.nanoTime() - began).toSeconds());
        assertThat(answers.problems()).isEmpty();
        assertThat(answers.accepted() + answers.rejected()).isEqualTo(REQUESTS + DEVICES);
        assertThat(answers.accepted()).isGreaterThan(REQUESTS / 4L);
        assertThat(answers.rejected()).isGreaterThan(REQUESTS / 10L);
        assertThat(sandbox.flink().restarts(job)).isEqualTo(restarts);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String device, String topic, byte[] payload) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.SHADOW_REQUESTS, device.getBytes(UTF_8), payload);
        record.headers()
                .add(RecordHeaders.MQTT_TOPIC, topic.getBytes(UTF_8))
                .add(
                        RecordHeaders.RECEIVED_AT,
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                                .getBytes(UTF_8));
        return record;
    }
}
