package io.fleetstream.jobs.shadow.command;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.command.domain.CommandStep;
import io.fleetstream.schemas.CommandStateKind;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counters of what becomes of commands, and of what is dropped on the way. */
final class CommandMetrics {
    private final Map<CommandStateKind, Counter> states = new EnumMap<>(CommandStateKind.class);
    private final Counter repeatedCommands;
    private final Counter repeatedAnswers;
    private final Counter unreadableStatus;
    private final Counter deadLetters;

    CommandMetrics(RuntimeContext context) {
        FleetMetrics metrics = FleetMetrics.of(context);
        for (CommandStateKind state : CommandStateKind.values()) {
            states.put(state, metrics.counter("commands", "state", state));
        }
        repeatedCommands = metrics.counter("repeatedCommands");
        repeatedAnswers = metrics.counter("repeatedAnswers");
        unreadableStatus = metrics.counter("unreadableStatus");
        deadLetters = metrics.counter("deadLetters");
    }

    void count(CommandStep step) {
        states.get(step.row().state()).inc();
    }

    void repeatedCommand() {
        repeatedCommands.inc();
    }

    void repeatedAnswer() {
        repeatedAnswers.inc();
    }

    void unreadableStatus() {
        unreadableStatus.inc();
    }

    void deadLetter() {
        deadLetters.inc();
    }
}
