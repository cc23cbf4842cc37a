package io.fleetstream.jobs.shadow.command.domain;

/**
 * What an operator wants a device to do.
 *
 * @param commandId identity of the command, unique for the device
 * @param bulkId the bulk request it came from; null if it was sent to this device alone
 * @param command what is to be done
 * @param parameters JSON object; null if there are none
 * @param deadline when it is of no use any more, microseconds since the epoch; {@link #NO_DEADLINE}
 *     if nobody said
 */
public record CommandRequest(
        String commandId, String bulkId, String command, String parameters, long deadline) {
    /** Nobody said when. */
    public static final long NO_DEADLINE = Long.MIN_VALUE;
}
