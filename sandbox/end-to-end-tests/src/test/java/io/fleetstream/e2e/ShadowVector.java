package io.fleetstream.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.stack.Home;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One of the vectors of the shadow's specification, played with a thing of its own against a clock
 * that cannot be set.
 *
 * <p>The state a vector begins with is made by updates: one for each time in its metadata, and
 * before them as many that change nothing as its version needs. Times of the vector are replaced by
 * the seconds in which the requests arrived, as their answers tell. A vector for another limit than
 * the job's is made longer by the difference.
 */
final class ShadowVector {
    private static final long CLOCK = 1000;

    private static final int LIMIT = 8192;
    private static final String FILLING = "x".repeat(40);
    private static final String FILE =
            "jobs/shadow/src/test/resources/io/fleetstream/jobs/shadow/domain/shadow-vectors.json";

    private final JsonNode vector;
    private final String thing;
    private final List<Request> requests = new ArrayList<>();
    private final Map<Long, Long> seconds = new TreeMap<>();

    private ShadowVector(JsonNode vector, String thing) throws IOException {
        this.vector = vector;
        this.thing = thing;
        makeGiven();
        for (JsonNode step : vector.get("steps")) {
            requests.add(
                    new Request(
                            step.get("at").asLong(),
                            step.get("topic").asText(),
                            step.get("payload").asText(),
                            step));
        }
    }

    /** A request, by the vector's time; without a step where it only prepares. */
    record Request(long at, String topic, String payload, JsonNode step) {}

    static List<ShadowVector> all() throws IOException {
        List<ShadowVector> vectors = new ArrayList<>();
        for (JsonNode vector : ShadowMqtt.JSON.readTree(Home.directory().resolve(FILE).toFile())) {
            String thing = ShadowMqtt.thing(vector.get("id").asText());
            String text =
                    vector.toString()
                            .replace("$aws/things/t1/", "$aws/things/" + thing + "/")
                            .replace("'t1'", "'" + thing + "'");
            if (vector.has("maxDocumentBytes")) {
                int more = LIMIT - vector.get("maxDocumentBytes").asInt();
                text = text.replace(FILLING, FILLING + "x".repeat(more));
            }
            vectors.add(new ShadowVector(ShadowMqtt.JSON.readTree(text), thing));
        }
        return vectors;
    }

    String thing() {
        return thing;
    }

    String name() {
        return vector.get("id").asText() + " " + vector.get("note").asText();
    }

    List<Request> requests() {
        return requests;
    }

    /** The shadow all of it is about. */
    String shadow() {
        String topic = vector.get("steps").get(0).get("topic").asText();
        return topic.substring(0, topic.lastIndexOf('/'));
    }

    JsonNode after() {
        return vector.get("after");
    }

    /** Learns in which second a request arrived. */
    void arrived(Request request, JsonNode answer) {
        if (answer.has("timestamp")) {
            seconds.put(request.at(), answer.get("timestamp").asLong());
        }
    }

    /** What the vector expects, in the seconds that were. */
    JsonNode inRealTime(JsonNode expected) throws JsonProcessingException {
        JsonNode copy = expected.deepCopy();
        replaceTimes(copy);
        // numbers made here are of another class than those that were read
        return ShadowMqtt.JSON.readTree(copy.toString());
    }

    private void replaceTimes(JsonNode node) {
        // the clock of the vectors begins at 1000: less is a property that has that name
        if (node instanceof ObjectNode object && object.path("timestamp").asLong() >= CLOCK) {
            long at = object.get("timestamp").asLong();
            Long second = seconds.get(at);
            if (second == null) {
                throw new AssertionError("nothing arrived at " + at + " in " + name());
            }
            object.put("timestamp", second.longValue());
        }
        node.forEach(this::replaceTimes);
    }

    private void makeGiven() throws IOException {
        JsonNode given = vector.get("given");
        if (given.isNull()) {
            return;
        }
        TreeSet<Long> times = new TreeSet<>();
        given.get("metadata").findValues("timestamp").forEach(time -> times.add(time.asLong()));
        String topic = shadow() + "/update";
        for (int i = times.size(); i < given.get("version").asInt(); i++) {
            requests.add(new Request(0, topic, "{\"state\":{}}", null));
        }
        for (long time : times) {
            JsonNode state = only(given.get("state"), given.get("metadata"), time);
            requests.add(
                    new Request(
                            time,
                            topic,
                            ShadowMqtt.JSON.createObjectNode().set("state", state).toString(),
                            null));
        }
    }

    /** The part of a state that was written at that time; what has no time is written first. */
    private static JsonNode only(JsonNode state, JsonNode metadata, long time) {
        ObjectNode part = ShadowMqtt.JSON.createObjectNode();
        state.fields()
                .forEachRemaining(
                        member -> {
                            JsonNode stamps = metadata.path(member.getKey());
                            if (member.getValue() instanceof ObjectNode object
                                    && !object.isEmpty()) {
                                JsonNode inner = only(object, stamps, time);
                                if (!inner.isEmpty()) {
                                    part.set(member.getKey(), inner);
                                }
                            } else if (hasTime(stamps, time)) {
                                part.set(member.getKey(), member.getValue());
                            }
                        });
        return part;
    }

    private static boolean hasTime(JsonNode stamps, long time) {
        List<JsonNode> times =
                stamps instanceof ArrayNode || stamps.isObject()
                        ? stamps.findValues("timestamp")
                        : List.of();
        return times.isEmpty() || times.get(0).asLong() == time;
    }
}
