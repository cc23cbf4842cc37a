package io.fleetstream.jobs.rollout.domain.job;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Events of executions that are over, {@code $aws/events/jobExecution/{jobId}/{operation}}.
 *
 * @param enabled whether there are any
 * @param thingArnPrefix what stands before a device's name in {@code thingArn}
 */
public record JobEvents(boolean enabled, String thingArnPrefix) implements Serializable {
    private static final String ROOT = "$aws/events/jobExecution/";

    /** No events. */
    public static final JobEvents OFF = new JobEvents(false, "");

    /** The event of a change; empty if it is none. A replay says it again with the same id. */
    Optional<Message> of(String thing, Change change, long now) {
        Execution execution = change.execution();
        if (!enabled || !(change.deleted() || execution.status().isTerminal())) {
            return Optional.empty();
        }
        String operation = change.deleted() ? "deleted" : execution.status().level();
        String identity =
                String.join(
                        "/",
                        thing,
                        execution.jobId(),
                        Long.toString(execution.number()),
                        Long.toString(execution.version()),
                        operation);
        JsonWriter out =
                new JsonWriter()
                        .put("eventType", "JOB_EXECUTION")
                        .put(
                                "eventId",
                                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                                        .toString())
                        .putSeconds("timestamp", now)
                        .put("operation", operation)
                        .put("jobId", execution.jobId())
                        .put("thingArn", thingArnPrefix + thing)
                        .put("status", operation.toUpperCase(Locale.ROOT))
                        .putJson("statusDetails", execution.details());
        return Optional.of(new Message(ROOT + execution.jobId() + "/" + operation, out.toBytes()));
    }
}
