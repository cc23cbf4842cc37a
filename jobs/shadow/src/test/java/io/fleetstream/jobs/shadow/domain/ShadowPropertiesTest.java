package io.fleetstream.jobs.shadow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShadowPropertiesTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final String PREFIX = "$aws/things/t1/shadow/name/n1/";
    private static final int MAX_BYTES = 300;
    private static final ShadowLimits LIMITS =
            new ShadowLimits(MAX_BYTES, 6, 64, 1 << 17, 10, Duration.ofDays(2));

    @Test
    void agreesWithTheOracleOnWholeHistories() {
        System.out.println("seed " + SEED);
        ShadowEngine engine = new ShadowEngine(LIMITS, Unverified.DEFAULT);
        Map<String, Integer> seen = new TreeMap<>();
        for (int history = 0; history < 1_500; history++) {
            RandomRequests requests = new RandomRequests(SEED + history);
            ShadowOracle oracle = new ShadowOracle(PREFIX, "n1", MAX_BYTES);
            byte[] stored = null;
            long now = 1_700_000_000L;
            for (int step = 0; step < 25; step++) {
                now += requests.pause();
                String operation = requests.operation();
                byte[] payload = requests.payload(operation, oracle.version());
                Map<String, JsonNode> expected = oracle.handle(operation, payload, now);
                Outcome outcome = engine.handle(stored, request(operation, payload, now));
                stored = outcome.stored();
                String context =
                        "history "
                                + history
                                + " step "
                                + step
                                + ": "
                                + new String(payload, StandardCharsets.UTF_8);
                assertThat(texts(answers(outcome))).as(context).isEqualTo(texts(expected));
                assertThat(text(StoredShadows.describe(forgetting(engine, stored, now))))
                        .as(context)
                        .isEqualTo(text(oracle.describe()));
                expected.forEach(
                        (topic, message) ->
                                seen.merge(
                                        topic.substring(PREFIX.length())
                                                + message.path("message").asText(),
                                        1,
                                        Integer::sum));
            }
        }
        System.out.println(seen);
        assertThat(seen).hasSizeGreaterThan(20);
    }

    @Test
    void repeatsItselfByteForByte() {
        System.out.println("seed " + SEED);
        for (int history = 0; history < 300; history++) {
            RandomRequests requests = new RandomRequests(SEED + history);
            // two engines, so that nothing left in a buffer can matter
            ShadowEngine one = new ShadowEngine(LIMITS, Unverified.DEFAULT);
            ShadowEngine other = new ShadowEngine(LIMITS, Unverified.DEFAULT);
            byte[] stored = null;
            for (int step = 0; step < 25; step++) {
                String operation = requests.operation();
                ShadowRequest request =
                        request(operation, requests.payload(operation, step), 1000 + step);
                Outcome outcome = one.handle(stored, request);
                Outcome again = other.handle(stored == null ? null : stored.clone(), request);
                assertThat(again.stored()).isEqualTo(outcome.stored());
                assertThat(again.answers()).hasSameSizeAs(outcome.answers());
                for (int i = 0; i < outcome.answers().size(); i++) {
                    assertThat(again.answers().get(i).payload())
                            .isEqualTo(outcome.answers().get(i).payload());
                }
                stored = outcome.stored();
            }
        }
    }

    @Test
    void answersAnyBytesExactlyOnce() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        ShadowEngine engine = new ShadowEngine(LIMITS, Unverified.DEFAULT);
        String[] seeds = {
            "{\"state\":{\"desired\":{\"a\":[1,{\"b\":\"\\ud800x\"}]},\"reported\":null}}",
            "{\"clientToken\":\"\uD83D\uDE00\",\"version\":12,\"state\":{\"reported\":{}}}",
            "{\"state\":null,\"version\":1e5}",
            ""
        };
        Map<String, byte[]> shadows = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = mutated(random, seeds[random.nextInt(seeds.length)]);
            String operation = random.nextInt(8) == 0 ? "get" : "update";
            Outcome outcome = engine.handle(shadows.get("t1"), request(operation, bytes, 1000 + i));
            shadows.put("t1", outcome.stored());
            assertThat(outcome.answers())
                    .as(Arrays.toString(bytes))
                    .filteredOn(
                            answer ->
                                    answer.topic().endsWith("accepted")
                                            || answer.topic().endsWith("rejected"))
                    .hasSize(1);
            outcome.answers().forEach(answer -> StoredShadows.json(answer.payload()));
        }
    }

    private static byte[] mutated(Random random, String seed) {
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return bytes;
        }
        bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length - random.nextInt(4)));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            String interesting = "{}[]\",:\\u0 eE.-+ntf\0\n";
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean()
                            ? (byte) random.nextInt(256)
                            : (byte) interesting.charAt(random.nextInt(interesting.length()));
        }
        return bytes;
    }

    private static byte[] forgetting(ShadowEngine engine, byte[] stored, long now) {
        return stored != null && engine.isForgotten(stored, now * 1_000_000) ? null : stored;
    }

    private static ShadowRequest request(String operation, byte[] payload, long now) {
        return new ShadowRequest(
                ShadowTopic.parse(PREFIX + operation).orElseThrow(), payload, now * 1_000_000);
    }

    private static Map<String, JsonNode> answers(Outcome outcome) {
        Map<String, JsonNode> answers = new TreeMap<>();
        outcome.answers()
                .forEach(
                        answer ->
                                answers.put(answer.topic(), StoredShadows.json(answer.payload())));
        return answers;
    }

    /** As text with sorted keys: numbers must keep their spelling, members have no order. */
    private static Map<String, String> texts(Map<String, JsonNode> messages) {
        Map<String, String> texts = new TreeMap<>();
        messages.forEach((topic, message) -> texts.put(topic, text(message)));
        return texts;
    }

    private static String text(JsonNode message) {
        try {
            Object plain = StoredShadows.JSON.treeToValue(message, Object.class);
            return StoredShadows.JSON
                    .writer()
                    .with(
                            com.fasterxml.jackson.databind.SerializationFeature
                                    .ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
