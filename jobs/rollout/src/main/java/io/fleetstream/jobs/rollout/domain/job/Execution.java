package io.fleetstream.jobs.rollout.domain.job;

/**
 * One try of a job on a device. Times are microseconds since the epoch.
 *
 * @param jobId the job
 * @param number which try, from 1
 * @param origin what it is part of
 * @param order place among those of the same weight: the lower was created earlier
 * @param document JSON of what is to be done; null once it is over
 * @param status where it stands
 * @param version 1 when it was queued, one more with every change
 * @param details JSON object of what the device says about it; null if nothing
 * @param queuedAt when it came into the queue, or will come
 * @param startedAt when the device began; 0 if it did not
 * @param updatedAt when it changed last
 * @param timers when it is timed out
 * @param retries what comes after a failure
 */
public record Execution(
        String jobId,
        long number,
        Origin origin,
        long order,
        String document,
        ExecutionStatus status,
        long version,
        String details,
        long queuedAt,
        long startedAt,
        long updatedAt,
        Timers timers,
        Retries retries) {

    /** The device asks for a status; what it does not name stays. */
    Execution update(ExecutionStatus next, String said, Long stepMinutes, long now) {
        boolean begins = next == ExecutionStatus.IN_PROGRESS && startedAt == 0;
        Timers timed = (begins ? timers.begin(now) : timers).step(stepMinutes, now);
        return new Execution(
                jobId,
                number,
                origin,
                order,
                next.isTerminal() ? null : document,
                next,
                version + 1,
                said == null ? details : said,
                queuedAt,
                begins ? now : startedAt,
                now,
                next.isTerminal() ? timers.end() : timed,
                retries);
    }

    /** It is over, and not by the device. */
    Execution end(ExecutionStatus last, long now) {
        return update(last, null, null, now);
    }

    /** The next try after this one, which was as it is here before it failed. */
    Execution retry(long place, long now) {
        boolean waits = retries.pauseMicros() > 0;
        return new Execution(
                jobId,
                number + 1,
                origin,
                place,
                document,
                waits ? ExecutionStatus.WAITING : ExecutionStatus.QUEUED,
                waits ? 0 : 1,
                null,
                now + retries.pauseMicros(),
                0,
                now,
                timers.end(),
                retries.afterOne());
    }

    /** Its pause is over: it comes into the queue. */
    Execution arrive() {
        return new Execution(
                jobId,
                number,
                origin,
                order,
                document,
                ExecutionStatus.QUEUED,
                1,
                details,
                queuedAt,
                0,
                queuedAt,
                timers,
                retries);
    }

    /** The same, not to be tried again. */
    Execution withoutRetries() {
        return new Execution(
                jobId,
                number,
                origin,
                order,
                document,
                status,
                version,
                details,
                queuedAt,
                startedAt,
                updatedAt,
                timers,
                Retries.NONE);
    }

    /** When something happens to it by itself; 0 for never. */
    long dueAt() {
        return switch (status) {
            case WAITING -> queuedAt;
            case IN_PROGRESS -> timers.endsAt();
            default -> 0;
        };
    }
}
