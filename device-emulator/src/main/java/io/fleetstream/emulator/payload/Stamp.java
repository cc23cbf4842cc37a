package io.fleetstream.emulator.payload;

/**
 * What a device adds to what it measured.
 *
 * @param sequence number of the message within the boot, from 1
 * @param software boot id and firmware
 * @param clockOffsetMs device clock minus true time, milliseconds
 */
public record Stamp(long sequence, Software software, long clockOffsetMs) {

    /** A true time as the device's clock shows it, epoch milliseconds. */
    public long clock(long trueMs) {
        return trueMs + clockOffsetMs;
    }
}
