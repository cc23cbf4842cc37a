package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every error of the shadow's list that this job gives, provoked by MQTT. The others it cannot: 401
 * is the broker's to say, a thing need not be registered to have a shadow (404 Thing not found),
 * and 500 would be a defect.
 */
@Isolated("changes who may write")
class ShadowErrorsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static ShadowMqtt mqtt;

    @BeforeAll
    static void connect() {
        mqtt = new ShadowMqtt(SHARED.stack().sandbox().mqtt().url());
    }

    @AfterAll
    static void disconnect() {
        mqtt.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"state":                                 | 400 Invalid JSON
                    {"state":{"desired":{"a":[null]}}}        | 400 Invalid JSON
                    {"desired":{"a":1}}                       | 400 Missing required node: state
                    {"state":7}                               | 400 State node must be an object
                    {"state":{"desired":7}}                   | 400 Desired node must be an object
                    {"state":{"reported":"x"}}                | 400 Reported node must be an object
                    {"state":{},"version":"one"}              | 400 Invalid version
                    {"state":{},"clientToken":7}              | 400 Invalid clientToken
                    {"state":{"wanted":{}}}                   | 400 State contains an invalid node
                    {"state":{},"version":9}                  | 409 Version conflict
                    """)
    void refusesAnUpdate(String payload, String refusal) {
        String shadow = shadow("refused");
        mqtt.ask(shadow + "/update", "{\"state\":{\"desired\":{\"a\":1}}}");

        ShadowMqtt.Message answer = mqtt.ask(shadow + "/update", payload);

        assertThat(answer.accepted()).isFalse();
        assertThat(answer.refusal()).startsWith(refusal);
        assertThat(version(shadow)).isEqualTo(1);
    }

    @Test
    void refusesSevenLevels() {
        assertThat(update("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}").refusal())
                .isEqualTo("400 JSON contains too many levels of nesting; maximum is 6");
        assertThat(update("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}}}").accepted()).isTrue();
    }

    @Test
    void refusesAClientTokenOf65Bytes() {
        String shadow = shadow("token");
        String update = "{\"state\":{},\"clientToken\":\"%s\"}";

        assertThat(mqtt.ask(shadow + "/update", update.formatted("é".repeat(32) + "x")).refusal())
                .isEqualTo("400 Invalid clientToken");
        assertThat(mqtt.ask(shadow + "/update", update.formatted("é".repeat(32))).accepted())
                .isTrue();
    }

    @Test
    void knowsNoShadowThatNobodyMade() {
        String thing = ShadowMqtt.thing("missing");
        String shadow = "$aws/things/" + thing + "/shadow";

        assertThat(mqtt.ask(shadow + "/get", "").refusal())
                .isEqualTo("404 No shadow exists with name: '" + thing + "'");
        assertThat(mqtt.ask(shadow + "/name/config/get", "").refusal())
                .isEqualTo("404 No shadow exists with name: 'config'");
        assertThat(mqtt.ask(shadow + "/name/config/delete", "").refusal())
                .isEqualTo("404 No shadow exists with name: 'config'");
    }

    @Test
    void refusesADocumentAndARequestThatAreTooLarge() {
        String tooLarge = "413 The payload exceeds the maximum size allowed";

        assertThat(update("{\"a\":\"" + "x".repeat(8192) + "\"}").refusal()).isEqualTo(tooLarge);
        assertThat(update("{\"a\":\"" + "x".repeat(200_000) + "\"}").refusal()).isEqualTo(tooLarge);
        assertThat(update("{\"a\":\"" + "x".repeat(2_000_000) + "\"}").refusal())
                .as("cut by the bridge, since Kafka would refuse it")
                .isEqualTo(tooLarge);
        assertThat(update("{\"a\":\"" + "x".repeat(8_100) + "\"}").accepted()).isTrue();
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(
                        mqtt.ask(shadow("bytes") + "/update", new byte[] {(byte) 0xFF, (byte) 0xFE})
                                .refusal())
                .isEqualTo("415 Unsupported documented encoding; supported encoding is UTF-8");
    }

    /** More than ten at once: which ones, the count in the record's header says. */
    @Test
    void refusesMoreThanTenUnansweredRequests() throws IOException {
        String thing = ShadowMqtt.thing("busy");
        String topic = "$aws/things/" + thing + "/shadow/update";

        mqtt.sendAtOnce(topic, 200, i -> "{\"state\":{},\"clientToken\":\"%d\"}".formatted(i));
        Map<String, String> answers = new HashMap<>();
        for (ShadowMqtt.Message message : answersToAll(thing, topic)) {
            String token = message.payload().path("clientToken").asText();
            assertThat(answers.put(token, message.accepted() ? "" : message.refusal())).isNull();
        }

        Map<String, Integer> inFlight = inFlight(thing);
        assertThat(answers).hasSize(200).containsOnlyKeys(inFlight.keySet());
        assertThat(inFlight.get("0")).isEqualTo(1);
        assertThat(inFlight.get("9")).isLessThanOrEqualTo(10);
        assertThat(inFlight.values()).contains(11);
        answers.forEach(
                (token, refusal) -> {
                    if (inFlight.get(token) > 10) {
                        assertThat(refusal).startsWith("429 ");
                    } else {
                        assertThat(refusal).isEmpty();
                    }
                });
        assertThat(mqtt.ask("$aws/things/" + thing + "/shadow/get", "").accepted())
                .as("all are answered, so the next may come")
                .isTrue();
    }

    @Test
    void makesADeadLetterOfAShadowNameOf65Letters() {
        String thing = ShadowMqtt.thing("long-name");
        String longest = "n".repeat(64);

        mqtt.send("$aws/things/" + thing + "/shadow/name/" + longest + "n/get", "");
        assertThat(
                        mqtt.ask("$aws/things/" + thing + "/shadow/name/" + longest + "/get", "")
                                .refusal())
                .isEqualTo("404 No shadow exists with name: '" + longest + "'");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT count(*) FROM dead_letters WHERE"
                                                            + " reason = 'UNKNOWN_TOPIC' AND"
                                                            + " source_topic = 'shadow.requests'"
                                                            + " AND device_id = '"
                                                                + thing
                                                                + "'"))
                                        .isEqualTo(1));
    }

    /** Who may write what is a setting: the job goes on with another, from where it was. */
    @Test
    void refusesADeviceThatDesiresWhereOnlyOperatorsMay() {
        SHARED.stack().resubmit("shadow", List.of("--shadow.writer-roles", "devices-report"));
        try {
            assertThat(update("{\"a\":1}").refusal()).isEqualTo("403 Forbidden");
            assertThat(
                            mqtt.ask(
                                            shadow("reports") + "/update",
                                            "{\"state\":{\"reported\":{\"a\":1}}}")
                                    .accepted())
                    .isTrue();
        } finally {
            SHARED.stack().resubmit("shadow", List.of());
        }
    }

    private static List<ShadowMqtt.Message> answersToAll(String thing, String topic) {
        return mqtt.answers(thing).stream().filter(message -> message.isAnswerTo(topic)).toList();
    }

    /** What the bridge wrote into the header of each request, by client token. */
    private static Map<String, Integer> inFlight(String thing) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        new TopicScan(
                        Cluster.at(
                                SHARED.stack().sandbox().kafka().bootstrapServers(),
                                SHARED.stack().sandbox().schemaRegistry().url()))
                .visit(
                        Topics.SHADOW_REQUESTS,
                        record -> {
                            if (record.key() == null
                                    || !thing.equals(
                                            new String(record.key(), StandardCharsets.UTF_8))) {
                                return;
                            }
                            JsonNode payload = ShadowMqtt.JSON.readTree(record.value());
                            if (payload.has("state")) {
                                counts.put(
                                        payload.path("clientToken").asText(),
                                        Integer.valueOf(
                                                new String(
                                                        record.headers()
                                                                .lastHeader(RecordHeaders.IN_FLIGHT)
                                                                .value(),
                                                        StandardCharsets.UTF_8)));
                            }
                        });
        return counts;
    }

    private static ShadowMqtt.Message update(String desired) {
        return mqtt.ask(shadow("u") + "/update", "{\"state\":{\"desired\":" + desired + "}}");
    }

    private static long version(String shadow) {
        return mqtt.ask(shadow + "/get", "").payload().path("version").asLong();
    }

    private static String shadow(String base) {
        return "$aws/things/" + ShadowMqtt.thing(base) + "/shadow";
    }

    private static long rows(String sql) throws SQLException {
        try (Connection connection = SHARED.stack().sandbox().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
