package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;

/** What a {@link ShadowClient} does to the world. */
public interface ShadowPort {
    /**
     * Sends a request; whether it arrives nobody says.
     *
     * @param operation {@code get} or {@code update}
     */
    void request(String operation, ObjectNode payload);

    /** The device has changed: what is different now, null for what is gone. */
    void changed(ObjectNode patch);

    /**
     * Something for the truth.
     *
     * @param version of the shadow it is about; 0 if unknown
     */
    void happened(TruthKind kind, long version);
}
