package io.fleetstream.emulator.agent;

import io.fleetstream.emulator.signal.Noise;
import java.time.Duration;

/**
 * How one device deals with commands; what becomes of one follows from seed and command id.
 *
 * @param delay from acknowledging a command to having executed it
 * @param failing share of commands that fail
 * @param ignored share of commands it never answers
 * @param repeating share of commands whose last response it sends twice
 * @param seed of the device
 */
public record CommandBehaviour(
        Duration delay, double failing, double ignored, double repeating, long seed) {

    /** Does at once what it is told. */
    public static final CommandBehaviour OBEDIENT = new CommandBehaviour(Duration.ZERO, 0, 0, 0, 0);

    /** Checks the shares. */
    public CommandBehaviour {
        if (!(failing >= 0 && ignored >= 0 && repeating >= 0 && failing + ignored <= 1)
                || repeating > 1) {
            throw new IllegalArgumentException(
                    "fault rates of commands must be shares between 0 and 1, no more than 1");
        }
    }

    boolean ignores(String commandId) {
        return draw(commandId, 701) < ignored;
    }

    boolean fails(String commandId) {
        double draw = draw(commandId, 701);
        return draw >= ignored && draw < ignored + failing;
    }

    boolean repeats(String commandId) {
        return draw(commandId, 702) < repeating;
    }

    private double draw(String commandId, int purpose) {
        return Noise.uniform(Noise.hash(seed, Noise.hash(commandId)), purpose);
    }
}
