package io.fleetstream.emulator.agent;

import io.fleetstream.emulator.signal.Noise;
import io.fleetstream.emulator.update.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the devices of a run do with what they are told.
 *
 * @param shadows names of the shadows each keeps, the empty one for the classic; none for no shadow
 * @param shadowDelay from hearing of a change to having made it
 * @param shadowFaults how often it goes wrong
 * @param commands whether they obey commands
 * @param commandDelay how long execution takes
 * @param commandFaults how often it goes wrong
 * @param updates how they install firmware; empty if they run no jobs
 */
public record AgentOptions(
        List<String> shadows,
        Duration shadowDelay,
        ShadowFaults shadowFaults,
        boolean commands,
        Duration commandDelay,
        CommandFaults commandFaults,
        Optional<UpdateOptions> updates) {
    /** Devices that only talk. */
    public static final AgentOptions NONE =
            new AgentOptions(
                    List.of(),
                    Duration.ZERO,
                    ShadowFaults.NONE,
                    false,
                    Duration.ZERO,
                    CommandFaults.NONE,
                    Optional.empty());

    /** Requests a thing may have unanswered, one for each shadow. */
    private static final int MOST_SHADOWS = 10;

    /** Checks the number of shadows. */
    public AgentOptions {
        shadows = List.copyOf(shadows);
        if (shadows.size() > MOST_SHADOWS) {
            throw new IllegalArgumentException(
                    "a device asks all its shadows at once and may have 10 requests unanswered: at"
                            + " most 9 names beside the classic shadow");
        }
    }

    /** Devices that keep the classic shadow and obey commands, at once and without fault. */
    public static AgentOptions obedient() {
        return NONE.withShadows(List.of()).withCommands();
    }

    /** The same with the classic shadow and others by their names. */
    public AgentOptions withShadows(List<String> names) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(names);
        return new AgentOptions(
                all, shadowDelay, shadowFaults, commands, commandDelay, commandFaults, updates);
    }

    /** The same with devices that obey commands. */
    public AgentOptions withCommands() {
        return new AgentOptions(
                shadows, shadowDelay, shadowFaults, true, commandDelay, commandFaults, updates);
    }

    /** The same with devices that take their time. */
    public AgentOptions withDelays(Duration ofShadow, Duration ofCommands) {
        return new AgentOptions(
                shadows, ofShadow, shadowFaults, commands, ofCommands, commandFaults, updates);
    }

    /** The same with devices that fail. */
    public AgentOptions withFaults(ShadowFaults ofShadow, CommandFaults ofCommands) {
        return new AgentOptions(
                shadows, shadowDelay, ofShadow, commands, commandDelay, ofCommands, updates);
    }

    /** The same with devices that run jobs and install firmware. */
    public AgentOptions withUpdates(UpdateOptions how) {
        return new AgentOptions(
                shadows,
                shadowDelay,
                shadowFaults,
                commands,
                commandDelay,
                commandFaults,
                Optional.of(how));
    }

    /** Whether devices listen at all. */
    public boolean listens() {
        return commands || !shadows.isEmpty() || updates.isPresent();
    }

    /** How a device deals with its shadows. */
    ShadowBehaviour shadow(long deviceSeed) {
        return new ShadowBehaviour(
                shadowDelay,
                Noise.uniform(deviceSeed, 611) < shadowFaults.ignore(),
                Noise.uniform(deviceSeed, 612) < shadowFaults.flap(),
                ShadowBehaviour.OBEDIENT.flapAfter(),
                shadowFaults.fail(),
                deviceSeed);
    }

    /** How a device deals with commands. */
    CommandBehaviour commands(long deviceSeed) {
        return new CommandBehaviour(
                commandDelay,
                commandFaults.fail(),
                commandFaults.ignore(),
                commandFaults.repeat(),
                deviceSeed);
    }
}
