package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.presence.GroupMembers;
import io.fleetstream.jobs.anomaly.state.GroupStates;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** Members of the group whose key is current, in state. */
final class StoredMembers implements GroupMembers {
    private final Map<Kind, MapState<String, Long>> kinds = new EnumMap<>(Kind.class);

    StoredMembers(RuntimeContext context) {
        kinds.put(Kind.WAITING, context.getMapState(GroupStates.WAITING));
        kinds.put(Kind.TOLD, context.getMapState(GroupStates.TOLD));
        kinds.put(Kind.COUNTED, context.getMapState(GroupStates.COUNTED));
        kinds.put(Kind.COVERED, context.getMapState(GroupStates.COVERED));
    }

    @Override
    public Long get(Kind kind, String device) {
        return access(() -> kinds.get(kind).get(device));
    }

    @Override
    public void put(Kind kind, String device, long since) {
        access(
                () -> {
                    kinds.get(kind).put(device, since);
                    return since;
                });
    }

    @Override
    public void remove(Kind kind, String device) {
        access(
                () -> {
                    kinds.get(kind).remove(device);
                    return device;
                });
    }

    @Override
    public void forEach(Kind kind, ObjLongConsumer<String> action) {
        access(
                () -> {
                    for (Map.Entry<String, Long> one : kinds.get(kind).entries()) {
                        action.accept(one.getKey(), one.getValue());
                    }
                    return kind;
                });
    }

    /** State declares every exception; what it throws stops the task, as it should. */
    private static <T> T access(Access<T> access) {
        try {
            return access.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException("state cannot be accessed", e);
        }
    }

    @FunctionalInterface
    private interface Access<T> {
        T run() throws Exception;
    }
}
