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
import java.util.Locale;

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
     * A definition that can be used.
     *
     * @throws IOException if the file cannot, with everything that is wrong with it
     */
    public static RolloutDefinition read(Path file) throws IOException {
        RolloutDefinition definition = parsed(file, text(file));
        if (definition.endAt() <= Instant.now().toEpochMilli()) {
            throw new IOException(
                    file
                            + ": end is "
                            + Instant.ofEpochMilli(definition.endAt())
                            + ", expected a time to come; nobody would be told");
        }
        return definition;
    }

    /**
     * Defines a rollout.
     *
     * @throws IOException if the file cannot be used, with everything that is wrong with it, or if
     *     there is a rollout of that name, though it be defined at the same moment
     */
    public RolloutDefinition define(Path file) throws IOException {
        String text = text(file);
        RolloutDefinition definition = parsed(file, text);
        String id = definition.id();
        RolloutControl step = step(id, RolloutControlKind.DEFINE).setDefinition(text).build();
        boolean free = !log.rollouts().containsKey(id);
        if (free) {
            write(step);
        }
        if (!free || !log.rollout(id).steps().get(0).equals(step)) {
            throw new IOException("there is a rollout '" + id + "'; choose another name");
        }
        return definition;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8", e);
        }
    }

    private static RolloutDefinition parsed(Path file, String text) throws IOException {
        try {
            return DefinitionReader.read(text);
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
                            + ": "
                            + why(before, command, expects));
        }
        return after;
    }

    private static String why(KnownRollout before, RolloutCommand command, Long expects) {
        if (expects != null && expects != before.view().version()) {
            return "that is not version " + expects;
        }
        if (command == RolloutCommand.ROLLBACK && before.definition().rollback() == null) {
            return "its definition has no rollback";
        }
        return "there is nothing to " + command.name().toLowerCase(Locale.ROOT);
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
