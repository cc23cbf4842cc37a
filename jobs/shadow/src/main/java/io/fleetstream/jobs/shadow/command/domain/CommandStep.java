package io.fleetstream.jobs.shadow.command.domain;

import io.fleetstream.jobs.shadow.state.CommandRow;
import io.fleetstream.schemas.CommandStateKind;

/**
 * One change of a command.
 *
 * @param row the command after it
 * @param changedAt when, microseconds since the epoch
 * @param message what the device, or whoever refused it, says; null if nothing
 * @param result JSON of the device's result; null if there is none
 */
public record CommandStep(CommandRow row, long changedAt, String message, String result) {
    /** Whether the command goes to the device with this change. */
    public boolean sends() {
        return row.state() == CommandStateKind.SENT;
    }

    /** Whether it is the command's last. */
    public boolean isLast() {
        return switch (row.state()) {
            case DONE, FAILED, EXPIRED -> true;
            default -> false;
        };
    }
}
