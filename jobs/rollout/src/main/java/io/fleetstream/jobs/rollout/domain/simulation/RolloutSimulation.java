package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.rollout.ControlCommand;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import java.util.Random;

/**
 * One rollout on a bad day, decided by its seed alone: devices answer twice, late or never, people
 * pause, resume and abort, and the job is killed at any moment, also between sending something and
 * remembering that it did. After every step the {@link Books} are checked.
 */
public final class RolloutSimulation {
    private static final int STEPS = 600;
    private static final int MOST_STEP_MS = 20_000;

    private final Random random;
    private final String text;
    private final World world;
    private final SimulatedJob job;
    private int kills;

    /**
     * Sets a rollout up.
     *
     * @param careless whether devices are released that only the memory of the job has counted, to
     *     see that the books find that
     */
    public RolloutSimulation(long seed, boolean careless) {
        random = new Random(seed);
        text = World.write(random);
        RolloutDefinition definition = definition(text);
        world = new World(definition, 10 + random.nextInt(50), random);
        job = new SimulatedJob(world, 1 + random.nextInt(3), careless);
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException saying which promise was broken
     */
    public Summary run() {
        world.append(
                new ControlRecord.Define(world.definition().id(), world.now(), text, "somebody"));
        say(ControlCommand.START);
        for (int step = 0; step < STEPS; step++) {
            world.pass(random.nextInt(MOST_STEP_MS));
            act();
            world.books().check();
        }
        return new Summary(
                world.books().view().status(),
                world.books().told(),
                world.books().mostUsed(),
                world.definition().budget(),
                kills);
    }

    private void act() {
        int dice = random.nextInt(100);
        if (dice < 35) {
            job.control(random);
        } else if (dice < 65) {
            job.devices(random);
        } else if (dice < 90) {
            world.answer();
        } else if (dice < 97) {
            job.checkpoint();
        } else if (dice < 99) {
            kills++;
            job.restore();
        } else {
            person();
        }
    }

    private void person() {
        int dice = random.nextInt(40);
        if (dice < 12) {
            say(ControlCommand.PAUSE);
        } else if (dice < 38) {
            say(random.nextBoolean() ? ControlCommand.RESUME : ControlCommand.APPROVE);
        } else if (dice == 38) {
            say(ControlCommand.ABORT);
        } else {
            say(ControlCommand.ROLLBACK);
        }
    }

    private void say(ControlCommand command) {
        world.append(
                new ControlRecord.Command(
                        world.definition().id(), world.now(), command, null, "somebody"));
    }

    private static RolloutDefinition definition(String text) {
        try {
            return DefinitionReader.read(text);
        } catch (DefinitionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What became of it.
     *
     * @param status where it stood at last
     * @param told devices whose execution was ordered
     * @param mostUsed most devices that were in flight or had failed at one time
     * @param budget how many were allowed
     * @param kills how often the job was killed
     */
    public record Summary(RolloutStatus status, int told, long mostUsed, long budget, int kills) {}
}
