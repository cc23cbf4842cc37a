package io.fleetstream.faults.shadow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.jobs.shadow.domain.ShadowOracle;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Replays the requests of a run in the order of their partitions through the oracle, which shares
 * nothing with the job, and compares what came of them.
 */
final class Verdict {
    static final String LOST = "lost";
    static final String WRONG = "wrong content";
    static final String DISORDER = "out of order";
    static final String INVENTED = "never asked for";
    static final String DOCUMENT = "final document differs";

    private static final int MAX_DOCUMENT_BYTES = 8192;

    private final ShadowRun run;
    private final Cluster cluster;
    private final Map<String, DownlinkBook> books;
    private final Map<String, ShadowOracle> oracles = new TreeMap<>();
    private final Map<String, List<Integer>> requests = new TreeMap<>();
    private final long[] expected;
    private long messages;

    private Verdict(ShadowRun run, Cluster cluster) {
        this.run = run;
        this.cluster = cluster;
        this.expected = new long[AnswerKind.slots(run.requests())];
        this.books = Map.of("kafka", run.book(), "mqtt", run.mqttBook());
    }

    /**
     * Waits for what should come, and adds to the violations of the run what the oracle does not
     * agree with.
     *
     * @param patience with the last messages; those that are missing then are lost
     */
    static void pass(ShadowRun run, Cluster cluster, Duration patience) throws IOException {
        Verdict verdict = new Verdict(run, cluster);
        new TopicScan(cluster).visit(Topics.SHADOW_REQUESTS, verdict::replay);
        verdict.awaitMessages(patience);
        verdict.check();
        verdict.checkDocuments();
    }

    private void replay(ConsumerRecord<byte[], byte[]> request) {
        if (request.headers().lastHeader(RecordHeaders.HEARTBEAT) != null) {
            return;
        }
        ShadowAddress shadow = ShadowAddress.of(header(request, RecordHeaders.MQTT_TOPIC));
        if (!shadow.device().startsWith(run.devices())) {
            return;
        }
        ShadowOracle oracle =
                oracles.computeIfAbsent(
                        shadow.key(),
                        key ->
                                new ShadowOracle(
                                        shadow.prefix(), shadow.spokenName(), MAX_DOCUMENT_BYTES));
        Map<String, JsonNode> answers =
                oracle.handle(shadow.message(), request.value(), arrivalSeconds(request));
        String token = DownlinkBook.parse(request.value()).path("clientToken").asText();
        int number = Integer.parseInt(token.substring(1));
        requests.computeIfAbsent(shadow.device(), any -> new ArrayList<>()).add(number);
        answers.forEach((topic, message) -> expect(number, topic, message));
    }

    /** Of a device as the bridge says, of others as Kafka does. */
    private static long arrivalSeconds(ConsumerRecord<byte[], byte[]> request) {
        return request.headers().lastHeader(RecordHeaders.WRITER) == null
                ? Long.parseLong(header(request, RecordHeaders.RECEIVED_AT)) / 1_000_000L
                : request.timestamp() / 1_000L;
    }

    private void expect(int number, String topic, JsonNode message) {
        AnswerKind kind = AnswerKind.of(ShadowAddress.of(topic).message());
        expected[kind.slot(number)] = Canonical.hash(topic) + Canonical.hash(message);
        messages++;
    }

    private void awaitMessages(Duration patience) {
        try {
            await().atMost(patience)
                    .until(
                            () ->
                                    books.values().stream()
                                            .allMatch(book -> book.distinct() >= messages));
        } catch (ConditionTimeoutException e) {
            // which are missing is found now
            System.out.println("[verdict] fewer messages than expected: " + e.getMessage());
        }
    }

    private void check() {
        books.forEach(
                (seenBy, book) ->
                        requests.forEach(
                                (device, numbers) -> check(seenBy, book, device, numbers)));
    }

    private void check(String seenBy, DownlinkBook book, String device, List<Integer> numbers) {
        Iterator<Integer> order = book.order(device).iterator();
        for (int number : numbers) {
            for (AnswerKind kind : AnswerKind.values()) {
                int slot = kind.slot(number);
                String what = seenBy + ", request " + number + ", " + kind;
                compare(what, book.content(slot), expected[slot]);
                if (book.content(slot) != 0 && (!order.hasNext() || order.next() != slot)) {
                    run.violations().add(DISORDER, what);
                }
            }
        }
        if (order.hasNext()) {
            run.violations().add(INVENTED, seenBy + ", " + device);
        }
    }

    private void compare(String what, long seen, long should) {
        if (seen == should) {
            return;
        }
        run.violations().add(seen == 0 ? LOST : should == 0 ? INVENTED : WRONG, what);
    }

    private void checkDocuments() throws IOException {
        Map<String, byte[]> last = new TreeMap<>();
        Map<String, List<Long>> contents = new HashMap<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.SHADOW_DOCUMENTS,
                            document -> {
                                String key = new String(document.key(), StandardCharsets.UTF_8);
                                if (key.startsWith(run.devices())) {
                                    last.put(key, document.value());
                                    checkOneContent(
                                            contents.computeIfAbsent(key, any -> new ArrayList<>()),
                                            codec.decode(document.value(), ShadowDocument.class),
                                            document.value());
                                }
                            });
            for (Map.Entry<String, ShadowOracle> shadow : oracles.entrySet()) {
                byte[] written = last.remove(shadow.getKey());
                String is =
                        written == null
                                ? "none"
                                : text(codec.decode(written, ShadowDocument.class));
                String should = text(shadow.getValue());
                if (!is.equals(should)) {
                    run.violations().add(DOCUMENT, shadow.getKey() + ": " + is + ", not " + should);
                }
            }
        }
        last.keySet().forEach(key -> run.violations().add(INVENTED, "document " + key));
    }

    private void checkOneContent(List<Long> contents, ShadowDocument document, byte[] value) {
        int version = (int) document.getVersion();
        while (contents.size() <= version) {
            contents.add(0L);
        }
        long hash = Canonical.hash(value) | 1;
        long before = contents.set(version, hash);
        if (before != 0 && before != hash) {
            run.violations().add(DownlinkBook.TWO_CONTENTS, "document " + document);
        }
    }

    private static String text(ShadowDocument document) {
        return document.getVersion()
                + (document.getDeleted()
                        ? " deleted"
                        : " "
                                + section(document.getDesired())
                                + " "
                                + section(document.getReported()));
    }

    private static String section(String json) {
        return json == null
                ? "absent"
                : Long.toHexString(
                        Canonical.hash(DownlinkBook.parse(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(ShadowOracle oracle) {
        JsonNode all = oracle.describe();
        if (all.isNull()) {
            return "none";
        }
        return oracle.version()
                + (all.path("deleted").asBoolean()
                        ? " deleted"
                        : " "
                                + section(all.path("state").path("desired"))
                                + " "
                                + section(all.path("state").path("reported")));
    }

    private static String section(JsonNode json) {
        return json.isMissingNode() ? "absent" : Long.toHexString(Canonical.hash(json));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
