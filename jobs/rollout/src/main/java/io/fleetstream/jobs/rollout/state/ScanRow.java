package io.fleetstream.jobs.rollout.state;

import java.util.List;

/**
 * A step of a rollout that not all devices have looked at yet.
 *
 * @param view the rollout after the step, JSON
 * @param kind which devices it is about, and what they do
 * @param frontiers for each count of devices, the first bucket that was not released before the
 *     step
 * @param now time of the step, epoch milliseconds
 * @param left key groups whose devices have not looked, as by {@link java.util.BitSet#toByteArray}
 */
@SuppressWarnings("ArrayRecordComponent") // for state alone; never compared
public record ScanRow(byte[] view, String kind, List<Integer> frontiers, long now, byte[] left) {}
