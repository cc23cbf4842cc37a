package io.fleetstream.jobs.rollout.domain.job;

import java.util.List;

/** Writes the payloads that AWS IoT Jobs sends. Times are whole seconds since the epoch. */
final class JobMessages {
    private static final long MICROS = 1_000_000L;

    private final Unverified rules;
    private final ArtifactLinks links;

    JobMessages(Unverified rules, ArtifactLinks links) {
        this.rules = rules;
        this.links = links;
    }

    /** The answer to {@code get}. */
    byte[] lists(List<Execution> pending, String token, long now) {
        JsonWriter out = new JsonWriter();
        list(out, "inProgressJobs", pending, ExecutionStatus.IN_PROGRESS, true);
        list(out, "queuedJobs", pending, ExecutionStatus.QUEUED, true);
        return tail(out, token, now);
    }

    /** The push of the lists. */
    byte[] notify(List<Execution> pending, long now) {
        JsonWriter out = new JsonWriter().putSeconds("timestamp", now).object("jobs");
        list(out, "IN_PROGRESS", pending, ExecutionStatus.IN_PROGRESS, false);
        list(out, "QUEUED", pending, ExecutionStatus.QUEUED, false);
        return out.end().toBytes();
    }

    /** The push of what is next; null for nothing. */
    byte[] notifyNext(Execution head, String thing, long now) {
        JsonWriter out = new JsonWriter().putSeconds("timestamp", now);
        if (head != null) {
            execution(out, head, null, links.fill(head.document(), thing, head, now), now);
        }
        return out.toBytes();
    }

    /** The answer with one execution; null for none. */
    byte[] execution(Execution execution, String thing, boolean document, String token, long now) {
        JsonWriter out = new JsonWriter();
        if (execution != null) {
            execution(
                    out,
                    execution,
                    rules.thingNameInAnswers() ? thing : null,
                    document ? links.fill(execution.document(), thing, execution, now) : null,
                    now);
        }
        return tail(out, token, now);
    }

    /**
     * The answer to an update; state and document only where asked.
     *
     * @param document as it was before the update, which may have been the last
     */
    byte[] updated(Execution execution, String document, String thing, Asked asked, long now) {
        JsonWriter out = new JsonWriter();
        if (asked.includeState()) {
            state(out, execution);
        }
        if (asked.includeDocument()) {
            out.putJson("jobDocument", links.fill(document, thing, execution, now));
        }
        return tail(out, asked.clientToken(), now);
    }

    /**
     * A refusal.
     *
     * @param execution whose state it tells; null for none
     */
    byte[] rejected(JobError error, String message, Execution execution, String token, long now) {
        JsonWriter out = new JsonWriter().put("code", error.code()).put("message", message);
        if (execution != null) {
            state(out, execution);
        }
        return tail(out, token, now);
    }

    private static byte[] tail(JsonWriter out, String token, long now) {
        return out.putSeconds("timestamp", now).put("clientToken", token).toBytes();
    }

    private static void state(JsonWriter out, Execution execution) {
        out.object("executionState").put("status", execution.status().name());
        out.putJson("statusDetails", execution.details() == null ? "{}" : execution.details());
        out.put("versionNumber", execution.version()).end();
    }

    private void list(
            JsonWriter out,
            String name,
            List<Execution> pending,
            ExecutionStatus status,
            boolean evenEmpty) {
        // those in progress stand first, so that the limit takes of the others
        List<Execution> listed =
                pending.stream().limit(rules.listed()).filter(e -> e.status() == status).toList();
        if (listed.isEmpty() && !evenEmpty) {
            return;
        }
        out.list(name);
        for (Execution execution : listed) {
            out.object().put("jobId", execution.jobId());
            times(out, execution);
            out.end();
        }
        out.endList();
    }

    private static void execution(
            JsonWriter out, Execution execution, String thing, String document, long now) {
        out.object("execution").put("jobId", execution.jobId()).put("thingName", thing);
        out.put("status", execution.status().name());
        out.putJson("statusDetails", execution.details());
        times(out, execution);
        long ends = execution.timers().endsAt();
        if (execution.status() == ExecutionStatus.IN_PROGRESS && ends != 0) {
            out.put("approximateSecondsBeforeTimedOut", Math.max(0, (ends - now) / MICROS));
        }
        out.putJson("jobDocument", document);
        out.end();
    }

    private static void times(JsonWriter out, Execution execution) {
        out.putSeconds("queuedAt", execution.queuedAt());
        out.putSeconds("startedAt", execution.startedAt());
        out.putSeconds("lastUpdatedAt", execution.updatedAt());
        out.put("executionNumber", execution.number());
        out.put("versionNumber", execution.version());
    }
}
