package io.fleetstream.jobs.rollout.domain.job;

/**
 * A version of an execution that came to be.
 *
 * @param execution as it is now; as it was last where it is deleted
 * @param cause why
 * @param deleted whether it is gone
 */
public record Change(Execution execution, Cause cause, boolean deleted) {}
