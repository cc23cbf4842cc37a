package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkRow;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** Requests that wait, in state: the first one in is the first one out. One for each key. */
final class BulkQueue {
    private final MapState<Long, BulkRow> rows;
    private final ValueState<Long> first;
    private final ValueState<Long> next;

    /**
     * A queue in these states.
     *
     * @param rows requests by number
     * @param first number of the first one; null for 0
     * @param next number of the one to come; null for 0
     */
    BulkQueue(MapState<Long, BulkRow> rows, ValueState<Long> first, ValueState<Long> next) {
        this.rows = rows;
        this.first = first;
        this.next = next;
    }

    long size() throws Exception {
        return number(next) - number(first);
    }

    void add(BulkRow bulk) throws Exception {
        long number = number(next);
        rows.put(number, bulk);
        next.update(number + 1);
    }

    /** The first one; null if there is none. */
    BulkRow head() throws Exception {
        return size() == 0 ? null : rows.get(number(first));
    }

    /** Takes the first one out. */
    void remove() throws Exception {
        long number = number(first);
        rows.remove(number);
        if (number + 1 == number(next)) {
            first.clear();
            next.clear();
        } else {
            first.update(number + 1);
        }
    }

    private static long number(ValueState<Long> state) throws Exception {
        Long number = state.value();
        return number == null ? 0 : number;
    }
}
