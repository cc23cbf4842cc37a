package io.fleetstream.jobs.ingest.domain.sequence;

/**
 * A reading with a sequence number, as far as telling repeats needs it.
 *
 * @param sequence the device's counter; not negative
 * @param time time as sent, or of arrival where none was sent; microseconds since the epoch
 * @param ownTime whether it is the time as sent
 * @param bootId boot the device names; null if it names none
 * @param fingerprint of boot id, sequence and metrics, not of the time
 */
record Numbered(long sequence, long time, boolean ownTime, String bootId, long fingerprint) {}
