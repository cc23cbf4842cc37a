package io.fleetstream.cli.rollout;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes what people say about rollouts; what a method has returned for is in Kafka. */
public final class ControlDesk {
    private final Cluster cluster;
    private final ControlLog log;
    private final String actor;

    /**
     * A desk of that cluster.
     *
     * @param actor who sits there
     */
    public ControlDesk(Cluster cluster, String actor) {
        this.cluster = cluster;
        this.log = new ControlLog(cluster);
        this.actor = actor;
    }

    /**
     * Defines a rollout.
     *
     * @throws IOException if the file cannot be used, with everything that is wrong with it, or if
     *     there is a rollout of that name
     */
    public RolloutDefinition define(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            RolloutDefinition definition = DefinitionReader.read(text);
            if (log.rollouts().containsKey(definition.id())) {
                throw new IOException(
                        "there is a rollout '" + definition.id() + "'; choose another name");
            }
            write(step(definition.id(), RolloutControlKind.DEFINE).setDefinition(text).build());
            return definition;
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8", e);
        } catch (DefinitionException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Asks for something.
     *
     * @param expects version of the rollout for which it is asked; null for whichever
     * @return where the rollout stands after it
     * @throws IOException if there is no such rollout, or nothing came of it
     */
    public KnownRollout command(String id, RolloutCommand command, Long expects)
            throws IOException {
        RolloutControl step =
                step(id, RolloutControlKind.COMMAND)
                        .setCommand(command)
                        .setExpects(expects)
                        .build();
        KnownRollout before = log.rollout(id);
        write(step);
        KnownRollout after = log.rollout(id);
        if (!after.steps().contains(step)) {
            throw new IOException(
                    id
                            + " is "
                            + before.view().status()
                            + " in version "
                            + before.view().version()
                            + ": there is nothing to "
                            + command.name().toLowerCase(java.util.Locale.ROOT));
        }
        return after;
    }

    private RolloutControl.Builder step(String id, RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(id)
                .setKind(kind)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setActor(actor);
    }

    private void write(RolloutControl step) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            writer.send(Topics.ROLLOUT_CONTROL, step.getRolloutId(), step);
            writer.flush();
        }
    }
}
