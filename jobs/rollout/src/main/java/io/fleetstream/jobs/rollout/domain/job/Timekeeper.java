package io.fleetstream.jobs.rollout.domain.job;

/** Does what timers have brought about by now, in the order of their ends. */
final class Timekeeper {
    private Timekeeper() {}

    /** Those that end exactly now have ended. */
    static void advance(Turn turn) {
        for (Execution due = next(turn); due != null; due = next(turn)) {
            long at = due.dueAt();
            if (due.status() == ExecutionStatus.WAITING) {
                turn.change(due, due.arrive(), Cause.RETRY);
            } else {
                boolean step = at == due.timers().stepBy() && at != due.timers().inProgressBy();
                turn.change(
                        due,
                        due.end(ExecutionStatus.TIMED_OUT, at),
                        step ? Cause.STEP_TIMER : Cause.IN_PROGRESS_TIMER);
            }
        }
    }

    private static Execution next(Turn turn) {
        Execution next = null;
        for (Execution execution : turn.queue().all()) {
            long at = execution.dueAt();
            if (at != 0 && at <= turn.now() && (next == null || at < next.dueAt())) {
                next = execution;
            }
        }
        return next;
    }
}
