package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The vectors of the shadow's specification through MQTT, bridge, Kafka, job, Kafka, bridge, MQTT.
 * All of them at once, one request of each in every round; a round begins with a second of its own,
 * so that no two times of a vector fall into one.
 */
class ShadowVectorsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void everyVectorIsAnsweredAsItSays() throws Exception {
        List<ShadowVector> vectors = ShadowVector.all();
        assertThat(vectors).hasSize(51);
        SoftAssertions soft = new SoftAssertions();
        long began = Instant.now().getEpochSecond();
        try (ShadowMqtt mqtt = new ShadowMqtt(SHARED.stack().sandbox().mqtt().url())) {
            int rounds = vectors.stream().mapToInt(v -> v.requests().size()).max().orElseThrow();
            for (int round = 0; round < rounds; round++) {
                awaitNextSecond();
                play(mqtt, vectors, round, soft);
            }
            checkAfter(mqtt, vectors, soft);
        }
        soft.assertAll();
        assertThat(Instant.now().getEpochSecond()).isGreaterThan(began);
    }

    private static void play(
            ShadowMqtt mqtt, List<ShadowVector> vectors, int round, SoftAssertions soft)
            throws IOException {
        Map<ShadowVector, String> marks = new LinkedHashMap<>();
        long from = Instant.now().getEpochSecond();
        for (ShadowVector vector : vectors) {
            if (round < vector.requests().size()) {
                ShadowVector.Request request = vector.requests().get(round);
                mqtt.send(request.topic(), request.payload());
                marks.put(vector, mqtt.mark(vector.thing()));
            }
        }
        for (Map.Entry<ShadowVector, String> marked : marks.entrySet()) {
            ShadowVector vector = marked.getKey();
            ShadowVector.Request request = vector.requests().get(round);
            List<ShadowMqtt.Message> messages = mqtt.upTo(vector.thing(), marked.getValue());
            messages.stream()
                    .filter(message -> message.isAnswerTo(request.topic()))
                    .forEach(answer -> vector.arrived(request, answer.payload()));
            if (request.step() == null) {
                soft.assertThat(messages)
                        .as(vector.name() + ", prepared by " + request.payload())
                        .anyMatch(ShadowMqtt.Message::accepted);
            } else {
                check(vector, request, messages, from, soft);
            }
        }
    }

    private static void check(
            ShadowVector vector,
            ShadowVector.Request request,
            List<ShadowMqtt.Message> messages,
            long from,
            SoftAssertions soft)
            throws IOException {
        String what = vector.name() + ", request at " + request.at();
        Map<String, JsonNode> answers = new TreeMap<>();
        for (ShadowMqtt.Message message : messages) {
            soft.assertThat(answers.put(message.topic(), message.payload()))
                    .as(what + ": a second " + message.topic())
                    .isNull();
            soft.assertThat(message.payload().path("timestamp").asLong(from))
                    .as(what + ": in the second of its arrival")
                    .isBetween(from, Instant.now().getEpochSecond());
        }
        Map<String, JsonNode> expected = new TreeMap<>();
        for (JsonNode message : request.step().get("expect")) {
            expected.put(message.get("topic").asText(), vector.inRealTime(message.get("payload")));
        }
        soft.assertThat(answers).as(what).isEqualTo(expected);
        for (JsonNode none : request.step().get("expectNone")) {
            soft.assertThat(answers).as(what).doesNotContainKey(none.asText());
        }
    }

    /** Stored shadows, as devices get them; a tombstone by the version that follows it. */
    private static void checkAfter(ShadowMqtt mqtt, List<ShadowVector> vectors, SoftAssertions soft)
            throws IOException {
        Map<ShadowVector, ShadowMqtt.Message> gets = askAll(mqtt, vectors, "/get", "");
        List<ShadowVector> deleted = new ArrayList<>();
        for (Map.Entry<ShadowVector, ShadowMqtt.Message> get : gets.entrySet()) {
            ShadowVector vector = get.getKey();
            JsonNode got = get.getValue().payload();
            if (vector.after().has("state")) {
                ObjectNode stored = got.deepCopy();
                stored.remove("timestamp");
                if (stored.get("state") instanceof ObjectNode state) {
                    state.remove("delta");
                }
                soft.assertThat(stored)
                        .as(vector.name())
                        .isEqualTo(vector.inRealTime(vector.after()));
            } else {
                soft.assertThat(got.path("code").asInt()).as(vector.name()).isEqualTo(404);
                deleted.add(vector);
            }
        }
        askAll(mqtt, deleted, "/update", "{\"state\":{}}")
                .forEach(
                        (vector, next) ->
                                soft.assertThat(next.payload().path("version").asLong())
                                        .as(vector.name() + ", made anew")
                                        .isEqualTo(
                                                vector.after().path("tombstoneVersion").asLong()
                                                        + 1));
    }

    /** The only answer of each to the same request, sent to all before the first is awaited. */
    private static Map<ShadowVector, ShadowMqtt.Message> askAll(
            ShadowMqtt mqtt, List<ShadowVector> vectors, String request, String payload) {
        Map<ShadowVector, String> marks = new LinkedHashMap<>();
        for (ShadowVector vector : vectors) {
            mqtt.send(vector.shadow() + request, payload);
            marks.put(vector, mqtt.mark(vector.thing()));
        }
        Map<ShadowVector, ShadowMqtt.Message> answers = new LinkedHashMap<>();
        marks.forEach(
                (vector, mark) -> {
                    List<ShadowMqtt.Message> all =
                            mqtt.upTo(vector.thing(), mark).stream()
                                    .filter(each -> each.isAnswerTo(vector.shadow() + request))
                                    .toList();
                    assertThat(all).as(vector.name()).hasSize(1);
                    answers.put(vector, all.get(0));
                });
        return answers;
    }

    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Instant.now().getEpochSecond() > second);
    }
}
