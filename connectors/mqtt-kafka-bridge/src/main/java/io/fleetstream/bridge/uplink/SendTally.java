package io.fleetstream.bridge.uplink;

/**
 * Sends to Kafka, counted.
 *
 * @param good acknowledged in time
 * @param bad acknowledged late, repeated, refused, or waited for in vain
 */
record SendTally(long good, long bad) {
    static final SendTally NONE = new SendTally(0, 0);

    long attempts() {
        return good + bad;
    }

    /** Share of the bad ones, 0 to 1. */
    double badShare() {
        return attempts() == 0 ? 0 : (double) bad / attempts();
    }

    SendTally minus(SendTally before) {
        return new SendTally(good - before.good, bad - before.bad);
    }
}
