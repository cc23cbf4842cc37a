package io.fleetstream.jobs.rollout.domain.job;

import java.io.Serializable;

/**
 * Limits of requests and queues.
 *
 * @param maxRequestBytes longest payload
 * @param maxTokenBytes longest client token in UTF-8
 * @param maxInFlight requests a device may have unanswered, as the bridge counts them
 * @param maxDetailsChars longest JSON of status details, of an execution and of all those together
 *     that are over
 * @param maxOpen executions of a device that are not over; what would be more is refused
 * @param remembered executions of a device that are over and still known
 */
public record JobLimits(
        int maxRequestBytes,
        int maxTokenBytes,
        int maxInFlight,
        int maxDetailsChars,
        int maxOpen,
        int remembered)
        implements Serializable {
    /** Longest document, in characters, as AWS has it. */
    public static final int MAX_DOCUMENT_CHARS = 32_768;

    /** Longest time to finish, in seconds, as AWS has it. */
    public static final long MAX_TIMEOUT_SECONDS = 10_080L * 60;

    /** Those of AWS IoT where it has them. */
    public static final JobLimits DEFAULT =
            new JobLimits(128 << 10, 64, 10, MAX_DOCUMENT_CHARS, 100, 20);

    /** Checks the ranges. */
    public JobLimits {
        if (maxRequestBytes < 1 || maxTokenBytes < 1 || maxInFlight < 1 || maxDetailsChars < 1) {
            throw new IllegalArgumentException("limits of requests are positive");
        }
        if (maxOpen < 1 || remembered < 0) {
            throw new IllegalArgumentException("a queue holds at least one execution");
        }
    }
}
