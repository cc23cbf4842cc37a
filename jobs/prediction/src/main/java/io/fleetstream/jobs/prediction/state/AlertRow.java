package io.fleetstream.jobs.prediction.state;

/**
 * The alarm of a device by a model.
 *
 * @param raisedAt epoch milliseconds; the least long if it is not raised
 * @param step what happened to it last
 * @param inARow scores that speak for a change
 */
public record AlertRow(long raisedAt, int step, int inARow) {}
