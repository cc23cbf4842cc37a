package io.fleetstream.schemas.database;

import java.time.Instant;

/**
 * One thing {@link DatabaseMaintenance} did, or would do.
 *
 * @param task what for: policy, partitions, correct, refresh, retention
 * @param subject table or policy
 * @param from beginning of the time it is about; null where it has none
 * @param to end of it, exclusive; null where it has none
 * @param rows rows it is about; null if nobody counted them
 * @param action CREATE, SET, REFRESH, CORRECT, DELETE, DROP, HOLD for what had to be left alone, or
 *     FAIL for what the database refused to do, with its error as detail
 * @param detail why, or how many; may be empty
 */
public record MaintenanceStep(
        String task,
        String subject,
        Instant from,
        Instant to,
        Long rows,
        String action,
        String detail) {

    /** Whether something could not be done, which an operator may want to look into. */
    public boolean isHeld() {
        return action.equals("HOLD");
    }

    /** Whether the database failed to do it. */
    public boolean isFailed() {
        return action.equals("FAIL");
    }
}
