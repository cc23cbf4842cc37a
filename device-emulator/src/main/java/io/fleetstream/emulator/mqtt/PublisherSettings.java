package io.fleetstream.emulator.mqtt;

/**
 * Bounds of a publisher.
 *
 * @param outboxCapacity messages it holds at most, sent or not; positive
 * @param maxInFlight messages sent and unacknowledged at most; the broker may ask for fewer
 * @param backoff waits between attempts to connect
 */
public record PublisherSettings(int outboxCapacity, int maxInFlight, Backoff backoff) {

    /** Checks the bounds. */
    public PublisherSettings {
        if (outboxCapacity < 1 || maxInFlight < 1) {
            throw new IllegalArgumentException("outbox and in-flight bound must be positive");
        }
    }
}
