package io.fleetstream.jobs.shadow.command;

import io.fleetstream.jobs.shadow.command.domain.CommandLimits;
import io.fleetstream.jobs.shadow.state.CommandDevice;
import io.fleetstream.jobs.shadow.state.CommandRow;
import io.fleetstream.jobs.shadow.state.CommandStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** The state of the device whose turn it is. */
final class CommandBook {
    private final ValueState<CommandDevice> device;
    private final MapState<String, CommandRow> pending;
    private final MapState<String, Long> finished;

    CommandBook(RuntimeContext context) {
        device = context.getState(CommandStates.DEVICE);
        pending = context.getMapState(CommandStates.PENDING);
        finished = context.getMapState(CommandStates.FINISHED);
    }

    CommandDevice device() throws Exception {
        CommandDevice known = device.value();
        return known == null ? CommandDevice.UNKNOWN : known;
    }

    void device(CommandDevice known) throws Exception {
        device.update(known);
    }

    /** Commands that have not come to an end, in the order of their requests. */
    List<CommandRow> pending() throws Exception {
        List<CommandRow> rows = new ArrayList<>();
        for (CommandRow row : pending.values()) {
            rows.add(row);
        }
        rows.sort(Comparator.comparingLong(CommandRow::order));
        return rows;
    }

    /** One of them; null if there is none of that id. */
    CommandRow pending(String id) throws Exception {
        return pending.get(id);
    }

    void put(CommandRow row) throws Exception {
        pending.put(row.commandId(), row);
    }

    boolean knows(String id) throws Exception {
        return pending.contains(id) || finished.contains(id);
    }

    boolean isFinished(String id) throws Exception {
        return finished.contains(id);
    }

    /** Remembers that a command has come to its end; the oldest go where there are too many. */
    void finish(String id, long at) throws Exception {
        pending.remove(id);
        finished.put(id, at);
        List<Map.Entry<String, Long>> all = finishedByAge();
        for (int i = 0; i < all.size() - CommandLimits.MOST_FINISHED; i++) {
            finished.remove(all.get(i).getKey());
        }
    }

    /** Forgets what came to its end by then. */
    void forget(long until) throws Exception {
        for (Map.Entry<String, Long> each : finishedByAge()) {
            if (each.getValue() > until) {
                return;
            }
            finished.remove(each.getKey());
        }
    }

    private List<Map.Entry<String, Long>> finishedByAge() throws Exception {
        List<Map.Entry<String, Long>> all = new ArrayList<>();
        for (Map.Entry<String, Long> each : finished.entries()) {
            all.add(Map.entry(each.getKey(), each.getValue()));
        }
        all.sort(
                Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()));
        return all;
    }
}
