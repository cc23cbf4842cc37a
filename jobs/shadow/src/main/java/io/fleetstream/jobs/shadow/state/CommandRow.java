package io.fleetstream.jobs.shadow.state;

import io.fleetstream.schemas.CommandStateKind;

/**
 * A command that waits for its end. Times in microseconds since the epoch.
 *
 * @param commandId identity of the command
 * @param bulkId the bulk request it came from; null if none
 * @param command what is to be done
 * @param parameters JSON object; null if there are none
 * @param state where it stands
 * @param step counts its changes from 1
 * @param attempts how often it was sent
 * @param createdAt arrival of the request
 * @param deadline when it is of no use any more
 * @param order its place among the commands of the device
 * @param sentAt when it was sent last; 0 for never
 */
public record CommandRow(
        String commandId,
        String bulkId,
        String command,
        String parameters,
        CommandStateKind state,
        int step,
        int attempts,
        long createdAt,
        long deadline,
        long order,
        long sentAt) {}
