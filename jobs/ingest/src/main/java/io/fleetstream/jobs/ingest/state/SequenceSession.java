package io.fleetstream.jobs.ingest.state;

/**
 * What was accepted from one device between two resets of its counter. Times are in microseconds
 * since the epoch.
 *
 * @param bootId boot the device names with it; null if it names none
 * @param startedAt least time of an accepted message
 * @param latestAt greatest time of an accepted message
 * @param runs accepted sequence numbers as ascending runs: from, to, from, to, …; both inclusive,
 *     never adjacent
 * @param lowest least accepted sequence number, also if its run has been forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record SequenceSession(
        String bootId, long startedAt, long latestAt, long[] runs, long lowest) {}
