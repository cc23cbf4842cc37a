package io.fleetstream.cli.demo;

/**
 * The table {@code device_hours}, added up: messages, unless said.
 *
 * @param received arrived
 * @param stored of which something was stored
 * @param rejected became dead letters
 * @param duplicated of which nothing was new
 * @param parked still wait
 * @param missing sequence numbers that never came
 */
public record HourSums(
        long received, long stored, long rejected, long duplicated, long parked, long missing) {

    /** Messages about which something was decided. */
    long decided() {
        return stored + rejected + duplicated;
    }
}
