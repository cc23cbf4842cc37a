package io.fleetstream.jobs.rollout.domain.job;

/** Does what the rollout wants of a queue. Doing it twice is doing it once. */
final class Effects {
    private static final long MICROS = 1_000_000L;

    private final JobLimits limits;

    Effects(JobLimits limits) {
        this.limits = limits;
    }

    /** Does it; false if the queue is full. */
    boolean apply(Effect effect, Turn turn) {
        if (effect instanceof Effect.Queue queue) {
            return queue(queue, turn);
        }
        if (effect instanceof Effect.Cancel cancel) {
            cancel(cancel, turn);
        } else if (effect instanceof Effect.Remove remove) {
            remove(remove, turn);
        } else if (effect instanceof Effect.Delete delete) {
            delete(delete, turn);
        }
        return true;
    }

    private boolean queue(Effect.Queue effect, Turn turn) {
        JobQueue queue = turn.queue();
        Execution latest = queue.latest(effect.jobId());
        if (latest != null && latest.status() != ExecutionStatus.REMOVED) {
            return true;
        }
        if (queue.open() >= limits.maxOpen()) {
            return false;
        }
        turn.add(
                new Execution(
                        effect.jobId(),
                        latest == null ? 1 : latest.number() + 1,
                        effect.origin(),
                        queue.takeOrder(),
                        effect.document(),
                        ExecutionStatus.QUEUED,
                        1,
                        null,
                        turn.now(),
                        0,
                        turn.now(),
                        new Timers(effect.timeoutSeconds() * MICROS, 0, 0),
                        effect.retries()),
                Cause.QUEUED);
        return true;
    }

    private static void cancel(Effect.Cancel effect, Turn turn) {
        for (Execution execution : turn.queue().all()) {
            if (!execution.jobId().equals(effect.jobId()) || execution.status().isTerminal()) {
                continue;
            }
            if (execution.status() == ExecutionStatus.IN_PROGRESS && !effect.force()) {
                turn.loseRetries(execution);
            } else {
                turn.change(
                        execution,
                        execution.end(ExecutionStatus.CANCELED, turn.now()),
                        Cause.CANCEL);
            }
        }
    }

    private static void remove(Effect.Remove effect, Turn turn) {
        for (Execution execution : turn.queue().all()) {
            if (execution.jobId().equals(effect.jobId()) && !execution.status().isTerminal()) {
                turn.change(
                        execution,
                        execution.end(ExecutionStatus.REMOVED, turn.now()),
                        Cause.REMOVE);
            }
        }
    }

    private static void delete(Effect.Delete effect, Turn turn) {
        for (Execution execution : turn.queue().all()) {
            if (execution.jobId().equals(effect.jobId())
                    && (effect.force() || execution.status() != ExecutionStatus.IN_PROGRESS)) {
                turn.delete(execution);
            }
        }
    }
}
