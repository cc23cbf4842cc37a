package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.CommandState;

/** The tables of commands. */
final class CommandTables {
    /**
     * An id that is used again after it was forgotten is a new command; of one, the last step
     * stays.
     */
    static final Table<CommandState> CURRENT =
            Table.<CommandState>named("device_commands")
                    .text("device_id", CommandState::getDeviceId)
                    .text("command_id", CommandState::getCommandId)
                    .endOfKey()
                    .text("bulk_id", CommandState::getBulkId)
                    .text("command", CommandState::getCommand)
                    .text("parameters", CommandState::getParameters)
                    .text("state", row -> row.getState().name())
                    .integer("step", CommandState::getStep)
                    .integer("attempts", CommandState::getAttempts)
                    .instant("created_at", CommandState::getCreatedAt)
                    .instant("deadline", CommandState::getDeadline)
                    .instant("changed_at", CommandState::getChangedAt)
                    .text("message", CommandState::getMessage)
                    .text("result", CommandState::getResult)
                    .keeping(
                            (fresh, old) -> place(fresh) + " >= " + place(old),
                            row -> Micros.of(row.getCreatedAt()),
                            CommandState::getStep)
                    .build();

    /** A step that comes again, by a replay, is the same one. */
    static final Table<CommandState> HISTORY =
            Table.<CommandState>named("device_command_states")
                    .text("device_id", CommandState::getDeviceId)
                    .text("command_id", CommandState::getCommandId)
                    .instant("created_at", CommandState::getCreatedAt)
                    .integer("step", CommandState::getStep)
                    .endOfKey()
                    .text("state", row -> row.getState().name())
                    .integer("attempts", CommandState::getAttempts)
                    .instant("changed_at", CommandState::getChangedAt)
                    .text("message", CommandState::getMessage)
                    .text("result", CommandState::getResult)
                    .build();

    private CommandTables() {}

    private static String place(String row) {
        return "(" + row + ".created_at, " + row + ".step)";
    }
}
