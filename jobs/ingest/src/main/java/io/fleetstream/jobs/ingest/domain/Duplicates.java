package io.fleetstream.jobs.ingest.domain;

import io.fleetstream.schemas.Duplicate;

/** The record by which a repeated message is counted. */
public final class Duplicates {
    private Duplicates() {}

    /** One for the whole message; sequence and time are those of its first reading. */
    public static Duplicate of(ParsedMessage message) {
        ParsedReading first = message.readings().get(0);
        Duplicate duplicate = new Duplicate();
        duplicate.setDeviceId(message.deviceId());
        duplicate.setSequence(first.sequence());
        duplicate.setDeviceTime(
                first.deviceTime() == null ? null : Micros.instant(first.deviceTime()));
        duplicate.setReceivedAt(Micros.instant(message.receivedAt()));
        duplicate.setSourcePartition(message.partition());
        duplicate.setSourceOffset(message.offset());
        duplicate.setSourceIndex(0);
        return duplicate;
    }
}
