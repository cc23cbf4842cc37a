package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import java.util.function.Consumer;

/** What a {@link CommandClient} does to the world. */
public interface CommandPort {
    /** Lets the command take effect. */
    CommandOutcome execute(String command, JsonNode parameters);

    /**
     * Publishes a response.
     *
     * @param arrived told whether the broker has it; called later, never within this method
     */
    void respond(ObjectNode response, Consumer<Boolean> arrived);

    /** Something for the truth. */
    void happened(TruthKind kind, String commandId);
}
