package io.fleetstream.jobs.rollout.domain.gate;

/**
 * Devices by what became of their execution.
 *
 * @param targets devices of the stage, whether or not they have been told
 * @param notified devices that have been told, each once
 * @param succeeded finished well
 * @param failed finished badly, by their own account
 * @param rejected would not
 * @param timedOut did not answer in time
 * @param canceled were called back before they began
 * @param removed are targets no longer
 */
public record ExecutionCounts(
        long targets,
        long notified,
        long succeeded,
        long failed,
        long rejected,
        long timedOut,
        long canceled,
        long removed) {
    /** Nothing happened yet to so many targets. */
    public static ExecutionCounts of(long targets) {
        return new ExecutionCounts(targets, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Executions that ran to their end, well or badly: the denominator of AWS's abort criteria. */
    public long completed() {
        return succeeded + failed + rejected + timedOut;
    }

    /** Executions of which nothing more will come. */
    public long terminal() {
        return completed() + canceled + removed;
    }

    /** Executions that ended badly, in whichever way. */
    public long bad() {
        return failed + rejected + timedOut;
    }

    /** The sum of both. */
    public ExecutionCounts plus(ExecutionCounts other) {
        return new ExecutionCounts(
                targets + other.targets,
                notified + other.notified,
                succeeded + other.succeeded,
                failed + other.failed,
                rejected + other.rejected,
                timedOut + other.timedOut,
                canceled + other.canceled,
                removed + other.removed);
    }
}
