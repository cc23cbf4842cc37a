package io.fleetstream.jobs.rollout.domain.job;

/** What the rollout does to the executions of one device; it takes effect in the device's log. */
public sealed interface Effect {
    /** The job it is about. */
    String jobId();

    /**
     * Puts a job into the device's queue. Changes nothing if the device has, or had, it, unless it
     * was removed since.
     *
     * @param document JSON of what is to be done, up to 32768 characters
     * @param timeoutSeconds time from the beginning until it is timed out; 0 for no such timer
     */
    record Queue(String jobId, Origin origin, String document, long timeoutSeconds, Retries retries)
            implements Effect {
        /** Checks the limits. */
        public Queue {
            if (document.length() > JobLimits.MAX_DOCUMENT_CHARS) {
                throw new IllegalArgumentException("jobDocument is longer than 32768 characters");
            }
            if (timeoutSeconds < 0 || timeoutSeconds > JobLimits.MAX_TIMEOUT_SECONDS) {
                throw new IllegalArgumentException("a timeout is 0 to 604800 seconds");
            }
        }
    }

    /**
     * Calls off what is queued, and every retry to come.
     *
     * @param force whether also what has begun
     */
    record Cancel(String jobId, boolean force) implements Effect {}

    /** The device left the targets: calls off everything of the job. */
    record Remove(String jobId) implements Effect {}

    /**
     * Forgets the executions of a job.
     *
     * @param force whether also one that has begun
     */
    record Delete(String jobId, boolean force) implements Effect {}

    /** Time has passed; see to the timers. */
    record Tick() implements Effect {
        @Override
        public String jobId() {
            return "";
        }
    }
}
