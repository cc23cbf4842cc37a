package io.fleetstream.jobs.shadow.command.domain;

import io.fleetstream.schemas.CommandStateKind;

/**
 * What a device says to a command.
 *
 * @param commandId the command
 * @param state ACKNOWLEDGED, DONE or FAILED
 * @param message for people; null if it says nothing
 * @param result JSON of any kind; null if there is none
 */
public record CommandAnswer(
        String commandId, CommandStateKind state, String message, String result) {}
