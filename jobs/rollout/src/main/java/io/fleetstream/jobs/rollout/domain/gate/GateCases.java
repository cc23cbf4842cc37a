package io.fleetstream.jobs.rollout.domain.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Gate cases as JSON, as they are kept beside decisions. Doubles keep every bit. */
public final class GateCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GateCases() {}

    /** The case as text. */
    public static String write(GateCase given) {
        try {
            return JSON.writeValueAsString(given);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The case that was written.
     *
     * @throws IllegalArgumentException if the text is no case
     */
    public static GateCase read(String text) {
        try {
            return JSON.readValue(text, GateCase.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no case of a gate: " + e.getOriginalMessage(), e);
        }
    }
}
