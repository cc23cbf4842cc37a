package io.fleetstream.cli.command;

import io.fleetstream.schemas.CommandState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of each command the last of its steps, in whatever order they come. */
final class LatestSteps {
    private final Map<List<Object>, CommandState> latest = new HashMap<>();

    void add(CommandState step) {
        latest.merge(
                List.of(step.getDeviceId(), step.getCommandId(), step.getCreatedAt()),
                step,
                (known, next) -> next.getStep() > known.getStep() ? next : known);
    }

    Collection<CommandState> all() {
        return latest.values();
    }
}
