package io.fleetstream.jobs.rollout.domain.job;

/**
 * What a payload asks; members that it lacks, or that do not belong to the call, are null.
 *
 * @param clientToken what the answer repeats
 * @param status the status asked for
 * @param details JSON object of status details
 * @param expectedVersion the version the request was made for
 * @param executionNumber which try
 * @param stepMinutes timer of the step; -1 for none
 * @param includeState whether the answer tells the state
 * @param includeDocument whether the answer holds the document; true where nothing is said in a
 *     describe
 */
record Asked(
        String clientToken,
        ExecutionStatus status,
        String details,
        Long expectedVersion,
        Long executionNumber,
        Long stepMinutes,
        boolean includeState,
        boolean includeDocument) {}
