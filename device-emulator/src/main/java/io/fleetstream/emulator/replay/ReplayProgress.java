package io.fleetstream.emulator.replay;

/**
 * How far a replay is.
 *
 * @param lines read so far
 * @param acknowledged messages the broker has taken so far
 * @param connected connections that are up
 * @param share of the recordings' bytes read, in [0, 1]
 */
public record ReplayProgress(long lines, long acknowledged, long connected, double share) {}
