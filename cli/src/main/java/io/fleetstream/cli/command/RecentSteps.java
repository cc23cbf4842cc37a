package io.fleetstream.cli.command;

import io.fleetstream.schemas.CommandState;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Steps that were seen, the most recent ones: who watches for weeks remembers no more. */
final class RecentSteps {
    private final int most;
    private final Set<List<Object>> known = new HashSet<>();
    private final Queue<List<Object>> order = new ArrayDeque<>();

    RecentSteps(int most) {
        this.most = most;
    }

    /** Whether the step is new, as far as is known. */
    boolean add(CommandState step) {
        List<Object> identity =
                List.of(
                        step.getDeviceId(),
                        step.getCommandId(),
                        step.getCreatedAt(),
                        step.getStep());
        if (!known.add(identity)) {
            return false;
        }
        order.add(identity);
        if (order.size() > most) {
            known.remove(order.remove());
        }
        return true;
    }
}
