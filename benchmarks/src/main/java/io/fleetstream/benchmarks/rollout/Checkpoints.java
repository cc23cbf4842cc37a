package io.fleetstream.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Checkpoints of a job, as its cluster tells; it remembers few, so one has to look often. */
final class Checkpoints {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;
    private final ObjectMapper json = new ObjectMapper();
    private final TreeMap<Long, Checkpoint> seen = new TreeMap<>();
    private long looked;

    private record Checkpoint(long begun, long millis, long bytes) {}

    Checkpoints(Sandbox sandbox, String job) {
        uri = URI.create(sandbox.flink().restUrl() + "/jobs/" + job + "/checkpoints");
    }

    /** Asks, unless it has just done so. */
    void look() throws IOException {
        if (System.nanoTime() - looked >= LOOK.toNanos()) {
            ask();
        }
    }

    private void ask() throws IOException {
        looked = System.nanoTime();
        for (JsonNode each : fetch().path("history")) {
            if (each.path("status").asText().equals("COMPLETED")) {
                seen.put(
                        each.path("id").asLong(),
                        new Checkpoint(
                                each.path("trigger_timestamp").asLong(),
                                each.path("end_to_end_duration").asLong(),
                                each.path("state_size").asLong()));
            }
        }
    }

    private JsonNode fetch() throws IOException {
        try {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            return json.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking for checkpoints", e);
        }
    }

    /** Milliseconds that the longest took of those that were under way since; 0 for none. */
    long longestSince(long millis) throws IOException {
        ask();
        return seen.values().stream()
                .filter(each -> each.begun() + each.millis() >= millis)
                .mapToLong(Checkpoint::millis)
                .max()
                .orElse(0);
    }

    long countSince(long millis) {
        return seen.values().stream()
                .filter(each -> each.begun() + each.millis() >= millis)
                .count();
    }

    /** Bytes that one takes which begins from now on, all state counted. */
    long awaitFullSize(Duration limit) throws IOException {
        ask();
        long known = seen.isEmpty() ? 0 : seen.lastKey();
        long deadline = System.nanoTime() + limit.toNanos();
        // The first to complete may have begun before.
        while (seen.tailMap(known, false).size() < 2) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no checkpoint within " + limit);
            }
            LockSupport.parkNanos(POLL.toNanos());
            ask();
        }
        return seen.lastEntry().getValue().bytes();
    }
}
