package io.fleetstream.jobs.rollout.domain.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is kept about rollouts, as JSON: members that a newer release adds are passed over, and
 * those that an older one did not have read as null, 0 or false. Doubles keep every bit.
 */
public final class RolloutText {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RolloutText() {}

    /** A view. */
    public static byte[] write(RolloutView view) {
        return bytes(view);
    }

    /** The view that was written. */
    public static RolloutView view(byte[] text) {
        return read(text, RolloutView.class);
    }

    /** The state of a controller. */
    public static byte[] write(ControllerState state) {
        return bytes(state);
    }

    /** The state that was written. */
    public static ControllerState controller(byte[] text) {
        return read(text, ControllerState.class);
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(byte[] text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("state of a rollout that cannot be read", e);
        }
    }
}
