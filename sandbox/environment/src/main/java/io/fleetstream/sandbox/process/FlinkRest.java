package io.fleetstream.sandbox.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.sandbox.FlinkJob;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the sandbox asks of Flink's REST API. */
final class FlinkRest {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");

    private final Http http;

    FlinkRest(String url) {
        http = new Http(url);
    }

    Check answers() {
        return http.answers("/overview");
    }

    /** Resource ids of the registered TaskManagers. */
    Set<String> taskManagers() {
        Set<String> ids = new HashSet<>();
        http.get("/taskmanagers")
                .path("taskmanagers")
                .forEach(tm -> ids.add(tm.path("id").asText()));
        return ids;
    }

    List<FlinkJob> jobs() {
        List<FlinkJob> jobs = new ArrayList<>();
        http.get("/jobs/overview")
                .path("jobs")
                .forEach(
                        job ->
                                jobs.add(
                                        new FlinkJob(
                                                job.path("jid").asText(),
                                                job.path("name").asText(),
                                                job.path("state").asText())));
        return jobs;
    }

    String state(String jobId) {
        return http.get("/jobs/" + jobId).path("state").asText();
    }

    void awaitRunning(String jobId, Duration deadline) {
        await("job " + jobId + " does not run", deadline, () -> running(jobId));
    }

    private Optional<JsonNode> running(String jobId) {
        JsonNode job = http.get("/jobs/" + jobId);
        String state = job.path("state").asText();
        if (ENDED.contains(state)) {
            throw new SandboxException("job " + jobId + " is " + state + ": " + rootCause(jobId));
        }
        boolean all = "RUNNING".equals(state);
        for (JsonNode vertex : job.path("vertices")) {
            String status = vertex.path("status").asText();
            all &= "RUNNING".equals(status) || "FINISHED".equals(status);
        }
        return all ? Optional.of(job) : Optional.empty();
    }

    private String rootCause(String jobId) {
        JsonNode history = http.get("/jobs/" + jobId + "/exceptions").path("exceptionHistory");
        return history.path("entries").path(0).path("stacktrace").asText("no cause known");
    }

    String stopWithSavepoint(String jobId, Duration deadline) {
        String trigger =
                http.call("POST", "/jobs/" + jobId + "/stop", "{\"drain\":false}")
                        .path("request-id")
                        .asText();
        JsonNode operation =
                await(
                        "no savepoint of job " + jobId,
                        deadline,
                        () -> completed("/jobs/" + jobId + "/savepoints/" + trigger));
        if (operation.has("failure-cause")) {
            throw new SandboxException(
                    "savepoint of job " + jobId + " failed: " + operation.path("failure-cause"));
        }
        awaitEnd(jobId, deadline);
        return operation.path("location").asText();
    }

    private Optional<JsonNode> completed(String path) {
        JsonNode answer = http.get(path);
        return "COMPLETED".equals(answer.path("status").path("id").asText())
                ? Optional.of(answer.path("operation"))
                : Optional.empty();
    }

    void cancel(String jobId, Duration deadline) {
        http.call("PATCH", "/jobs/" + jobId + "?mode=cancel", "");
        awaitEnd(jobId, deadline);
    }

    private void awaitEnd(String jobId, Duration deadline) {
        await(
                "job " + jobId + " does not end",
                deadline,
                () -> Optional.of(state(jobId)).filter(ENDED::contains));
    }

    long restarts(String jobId) {
        return http.get("/jobs/" + jobId + "/metrics?get=numRestarts")
                .path(0)
                .path("value")
                .asLong();
    }

    long completedCheckpoints(String jobId) {
        return http.get("/jobs/" + jobId + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    long restoredCheckpoint(String jobId) {
        return http.get("/jobs/" + jobId + "/checkpoints")
                .path("latest")
                .path("restored")
                .path("id")
                .asLong();
    }

    /** Resource ids of the TaskManagers that run a vertex whose name contains the text. */
    Set<String> taskManagersOf(String jobId, String taskName) {
        Set<String> ids = new HashSet<>();
        for (JsonNode vertex : http.get("/jobs/" + jobId).path("vertices")) {
            if (vertex.path("name").asText().contains(taskName)) {
                http.get("/jobs/" + jobId + "/vertices/" + vertex.path("id").asText())
                        .path("subtasks")
                        .forEach(subtask -> ids.add(subtask.path("taskmanager-id").asText()));
            }
        }
        return ids;
    }

    private static <T> T await(
            String otherwise, Duration deadline, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                Optional<T> answer = question.get();
                if (answer.isPresent()) {
                    return answer.get();
                }
                if (System.nanoTime() > end) {
                    throw new SandboxException(otherwise + " in " + deadline.toSeconds() + " s");
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(otherwise + ": interrupted", e);
        }
    }
}
