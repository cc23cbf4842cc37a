package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.DeviceState;
import io.fleetstream.jobs.aggregate.domain.DeviceStore;
import io.fleetstream.jobs.aggregate.domain.Marks;
import io.fleetstream.jobs.aggregate.domain.Pane;
import io.fleetstream.jobs.aggregate.domain.Statistics;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.util.FlinkRuntimeException;

/** The state of the device whose turn it is. */
final class DeviceStates implements DeviceStore {
    private final ValueState<DeviceState> device;
    private final MapState<Long, Pane> panes;
    private final MapState<Long, Statistics> sealed;
    private final MapState<Long, Marks> marks;

    DeviceStates(RuntimeContext context) {
        device = context.getState(AggregateStates.DEVICE);
        panes = context.getMapState(AggregateStates.PANES);
        sealed = context.getMapState(AggregateStates.SEALED);
        marks = context.getMapState(AggregateStates.MARKS);
    }

    DeviceState device() throws IOException {
        return device.value();
    }

    void update(DeviceState state) throws IOException {
        device.update(state);
    }

    void clear() {
        device.clear();
        panes.clear();
        sealed.clear();
        marks.clear();
    }

    @Override
    public Pane pane(long start) {
        return get(panes, start);
    }

    @Override
    public void putPane(Pane pane) {
        put(panes, pane.start(), pane);
    }

    @Override
    public void removePane(long start) {
        remove(panes, start);
    }

    @Override
    public Statistics sealed(long id) {
        return get(sealed, id);
    }

    @Override
    public void putSealed(long id, Statistics pane) {
        put(sealed, id, pane);
    }

    @Override
    public void removeSealed(long id) {
        remove(sealed, id);
    }

    @Override
    public Marks marks(long id) {
        return get(marks, id);
    }

    @Override
    public void putMarks(long id, Marks window) {
        put(marks, id, window);
    }

    @Override
    public void removeMarks(long id) {
        remove(marks, id);
    }

    static <V> V get(MapState<Long, V> map, long key) {
        try {
            return map.get(key);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    static <V> void put(MapState<Long, V> map, long key, V value) {
        try {
            map.put(key, value);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    static <V> void remove(MapState<Long, V> map, long key) {
        try {
            map.remove(key);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** The domain knows no checked exceptions; a state that cannot be read fails the task. */
    private static FlinkRuntimeException failed(Exception e) {
        return new FlinkRuntimeException("state cannot be read or written", e);
    }
}
