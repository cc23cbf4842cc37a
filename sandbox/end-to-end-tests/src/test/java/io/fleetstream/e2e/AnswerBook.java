package io.fleetstream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which requests wait for their answer, in the order of each device. Thread-safe. */
final class AnswerBook {
    private static final int MOST_PROBLEMS = 20;

    private final String run;
    private final Map<String, Deque<Expected>> waiting = new HashMap<>();
    private final Map<Integer, Long> codes = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long open;
    private long accepted;
    private long rejected;

    /** Of devices whose names begin so. */
    AnswerBook(String run) {
        this.run = run;
    }

    private record Expected(String topic, String token) {}

    synchronized void expect(String device, String topic, String token) {
        waiting.computeIfAbsent(device, any -> new ArrayDeque<>()).add(new Expected(topic, token));
        open++;
    }

    /** A message to a device: the answer to its oldest request, or none at all. */
    synchronized void message(String device, String topic, byte[] payload) throws IOException {
        boolean isAccepted = topic.endsWith("/accepted");
        if (!device.startsWith(run) || (!isAccepted && !topic.endsWith("/rejected"))) {
            return;
        }
        Deque<Expected> oldest = waiting.get(device);
        Expected expected = oldest == null ? null : oldest.poll();
        if (expected == null) {
            problem("an answer too many: " + device + " " + topic);
            return;
        }
        open--;
        JsonNode answer = ShadowMqtt.JSON.readTree(payload);
        if (!topic.equals(expected.topic() + (isAccepted ? "/accepted" : "/rejected"))) {
            problem("expected the answer to " + expected + ", got " + topic);
        }
        String token = answer.path("clientToken").asText(expected.token());
        if (token.matches("\\d+") && !token.equals(expected.token())) {
            problem("expected the token of " + expected + ", got " + token);
        }
        if (isAccepted) {
            accepted++;
            checkVersion(expected.topic(), answer.path("version").asLong());
        } else {
            rejected++;
            codes.merge(answer.path("code").asInt(), 1L, Long::sum);
            if (answer.path("code").asInt() >= 500) {
                problem(expected + ": " + answer);
            }
        }
    }

    /** Versions rise by one with an update; a deletion takes one as well. */
    private void checkVersion(String topic, long version) {
        int slash = topic.lastIndexOf('/');
        String shadow = topic.substring(0, slash);
        long before = versions.getOrDefault(shadow, 0L);
        long expected =
                switch (topic.substring(slash + 1)) {
                    case "update" -> before + 1;
                    default -> before;
                };
        if (version != expected) {
            problem(topic + ": version " + version + " after " + before);
        }
        versions.put(shadow, topic.endsWith("/delete") ? version + 1 : version);
    }

    synchronized long open() {
        return open;
    }

    synchronized long accepted() {
        return accepted;
    }

    synchronized long rejected() {
        return rejected;
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized String summary() {
        return "%,d accepted, %,d rejected %s, %,d without answer"
                .formatted(accepted, rejected, codes, open);
    }

    private void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(what);
        }
    }
}
