package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import java.util.HashMap;
import java.util.Map;

/** Definitions that have been read, so that each is read once. Not thread-safe. */
final class Definitions {
    private final Map<String, RolloutDefinition> read = new HashMap<>();

    /** What a definition that was checked before says. */
    RolloutDefinition of(String text) {
        return read.computeIfAbsent(text, Definitions::read);
    }

    private static RolloutDefinition read(String text) {
        try {
            return DefinitionReader.read(text);
        } catch (DefinitionException e) {
            throw new IllegalStateException("a rollout in state cannot be read any more", e);
        }
    }
}
