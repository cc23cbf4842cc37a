package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkDevice;
import io.fleetstream.jobs.shadow.state.BulkStates;
import io.fleetstream.schemas.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The devices that a request has picked in a slice and that have not got it yet, in state: noted
 * once, so that rows which change meanwhile make nobody come twice or not at all.
 */
final class PickedDevices {
    private final int step;
    private final MapState<Integer, String[]> steps;
    private final ValueState<Integer> position;

    /** Handed out so many at a time. */
    PickedDevices(RuntimeContext context, int step) {
        this.step = step;
        this.steps = context.getMapState(BulkStates.PICKED);
        this.position = context.getState(BulkStates.PICKED_POSITION);
    }

    /** Whether some are left. */
    boolean isBegun() throws Exception {
        return position.value() != null;
    }

    /** Notes those whom the selector picks. */
    void begin(MapState<String, BulkDevice> devices, Selector selector) throws Exception {
        List<String> next = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, BulkDevice> device : devices.entries()) {
            if (Traits.match(selector, device.getKey(), device.getValue())) {
                next.add(device.getKey());
                if (next.size() == step) {
                    put(number++, next);
                }
            }
        }
        if (!next.isEmpty()) {
            put(number++, next);
        }
        if (number > 0) {
            position.update(0);
        }
    }

    private void put(int number, List<String> devices) throws Exception {
        steps.put(number, devices.toArray(String[]::new));
        devices.clear();
    }

    /** The next ones, who are not left any more; none if there are none. */
    List<String> next() throws Exception {
        Integer number = position.value();
        if (number == null) {
            return List.of();
        }
        List<String> next = List.of(steps.get(number));
        steps.remove(number);
        if (steps.contains(number + 1)) {
            position.update(number + 1);
        } else {
            position.clear();
        }
        return next;
    }
}
