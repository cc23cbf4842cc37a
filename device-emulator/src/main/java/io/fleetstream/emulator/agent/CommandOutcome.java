package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a command went.
 *
 * @param done whether it took effect
 * @param message for people; empty for none
 * @param result for programs; may be empty
 */
public record CommandOutcome(boolean done, String message, ObjectNode result) {

    static CommandOutcome done(ObjectNode result) {
        return new CommandOutcome(true, "", result);
    }

    static CommandOutcome failed(String message) {
        return new CommandOutcome(false, message, Settings.none());
    }
}
