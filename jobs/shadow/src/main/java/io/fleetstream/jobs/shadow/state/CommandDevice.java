package io.fleetstream.jobs.shadow.state;

/**
 * What the sender of commands knows of a device.
 *
 * @param org organisation, first level of its MQTT topics; null if the registry has no row
 * @param site second level
 * @param type third level
 * @param status what the operator wants of it
 * @param online what it said last; null if it has said nothing
 * @param nextOrder place of the next command among those of the device
 */
public record CommandDevice(
        String org, String site, String type, String status, Boolean online, long nextOrder) {
    /** A device of which nothing is known. */
    public static final CommandDevice UNKNOWN = new CommandDevice(null, null, null, null, null, 0);

    /** Whether the registry has a row of it. */
    public boolean isRegistered() {
        return org != null;
    }

    /** The same with another row of the registry; null for none. */
    public CommandDevice with(DeviceRow row) {
        return row == null
                ? new CommandDevice(null, null, null, null, online, nextOrder)
                : new CommandDevice(
                        row.org(), row.site(), row.type(), row.status(), online, nextOrder);
    }

    /** The same, online or not. */
    public CommandDevice withOnline(boolean now) {
        return new CommandDevice(org, site, type, status, now, nextOrder);
    }

    /** The same after one more command. */
    public CommandDevice afterCommand() {
        return new CommandDevice(org, site, type, status, online, nextOrder + 1);
    }
}
