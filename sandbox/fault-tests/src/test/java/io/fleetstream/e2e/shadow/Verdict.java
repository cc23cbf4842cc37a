package io.fleetstream.e2e.shadow;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
    private final Map<String, Map<String, Position>> positions = new HashMap<>();

    private Verdict(ShadowRun run, Cluster cluster) {
        this.run = run;
        this.cluster = cluster;
        this.books = Map.of("kafka", run.book(), "mqtt", run.mqttBook());
    }

    /** Adds to the violations of the run what the oracle does not agree with. */
    static void pass(ShadowRun run, Cluster cluster) throws IOException {
        Verdict verdict = new Verdict(run, cluster);
        new TopicScan(cluster).visit(Topics.SHADOW_REQUESTS, verdict::replay);
        verdict.checkNothingElse();
        verdict.checkDocuments();
    }

    private void replay(ConsumerRecord<byte[], byte[]> request) {
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
        long seconds =
                Math.floorDiv(
                        Long.parseLong(header(request, RecordHeaders.RECEIVED_AT)), 1_000_000L);
        Map<String, JsonNode> answers = oracle.handle(shadow.message(), request.value(), seconds);
        String token = DownlinkBook.parse(request.value()).path("clientToken").asText();
        int number = Integer.parseInt(token.substring(1));
        long[] expected = new long[AnswerKind.COUNT];
        answers.forEach(
                (topic, message) ->
                        expected[AnswerKind.of(ShadowAddress.of(topic).message()).ordinal()] =
                                Canonical.hash(topic) + Canonical.hash(message));
        for (Map.Entry<String, DownlinkBook> book : books.entrySet()) {
            for (int kind = 0; kind < AnswerKind.COUNT; kind++) {
                check(book.getKey(), shadow.device(), number, kind, expected[kind]);
            }
        }
    }

    private void check(String seenBy, String device, int number, int kind, long expected) {
        int slot = number * AnswerKind.COUNT + kind;
        long seen = books.get(seenBy).content(slot);
        String what = seenBy + ", request " + number + ", " + AnswerKind.values()[kind];
        if (seen == 0 && expected == 0) {
            return;
        }
        if (seen == 0) {
            run.violations().add(LOST, what);
            return;
        }
        if (expected == 0) {
            run.violations().add(INVENTED, what);
        } else if (seen != expected) {
            run.violations().add(WRONG, what);
        }
        if (!position(seenBy, device).isNext(slot)) {
            run.violations().add(DISORDER, what);
        }
    }

    private Position position(String seenBy, String device) {
        return positions
                .computeIfAbsent(seenBy, any -> new HashMap<>())
                .computeIfAbsent(device, any -> new Position(books.get(seenBy).order(device)));
    }

    private void checkNothingElse() {
        positions.forEach(
                (seenBy, devices) ->
                        devices.forEach(
                                (device, position) -> {
                                    if (!position.atEnd()) {
                                        run.violations().add(INVENTED, seenBy + ", " + device);
                                    }
                                }));
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

    /** How far a device's messages have been explained. */
    private static final class Position {
        private final List<Integer> order;
        private int next;

        Position(List<Integer> order) {
            this.order = order;
        }

        boolean isNext(int slot) {
            return next < order.size() && order.get(next++) == slot;
        }

        boolean atEnd() {
            return next >= order.size();
        }
    }
}
