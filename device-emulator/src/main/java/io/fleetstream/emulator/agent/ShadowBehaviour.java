package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.emulator.signal.Noise;
import java.time.Duration;

/**
 * How one device deals with what is desired of it.
 *
 * @param delay from hearing of a change to having made it
 * @param ignores whether it hears and does nothing
 * @param flaps whether it goes back to the former values again and again
 * @param flapAfter how long after a change it does that
 * @param failing share of values it cannot take; which, follows from seed, path and value
 * @param seed of the device
 */
public record ShadowBehaviour(
        Duration delay,
        boolean ignores,
        boolean flaps,
        Duration flapAfter,
        double failing,
        long seed) {
    private static final Duration USUAL_FLAP = Duration.ofSeconds(5);

    /** Does at once what is desired. */
    public static final ShadowBehaviour OBEDIENT =
            new ShadowBehaviour(Duration.ZERO, false, false, USUAL_FLAP, 0, 0);

    /** Checks the share. */
    public ShadowBehaviour {
        if (!(failing >= 0 && failing <= 1)) {
            throw new IllegalArgumentException("failing must be a share between 0 and 1");
        }
    }

    /** Whether the device cannot take a value; the same answer every time. */
    boolean fails(String path, JsonNode value) {
        return failing > 0
                && Noise.uniform(Noise.hash(seed, Noise.hash(path + '=' + value)), 601) < failing;
    }
}
