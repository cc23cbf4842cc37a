package io.fleetstream.jobs.pipeline;

import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What windows come to: the row of the greatest revision. How many there were before depends on
 * when they fell due, and of roll-ups on which devices' panes came together.
 */
final class LastRows {
    private static final double DIGITS = 1e9;

    private LastRows() {}

    static Map<List<Object>, WindowAggregate> of(List<WindowAggregate> rows) {
        Map<List<Object>, WindowAggregate> last = new HashMap<>();
        for (WindowAggregate row : rows) {
            last.merge(key(row), row, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
        }
        last.replaceAll((key, row) -> comparable(row));
        return last;
    }

    private static List<Object> key(WindowAggregate row) {
        return List.of(
                row.getScope(),
                row.getSubject(),
                row.getMetric(),
                row.getWindowName(),
                row.getWindowStart());
    }

    private static WindowAggregate comparable(WindowAggregate row) {
        WindowAggregate.Builder copy = WindowAggregate.newBuilder(row).setRevision(0);
        if (row.getScope() != AggregateScope.DEVICE) {
            // the last digit depends on which device comes first
            copy.setSd(rounded(row.getSd())).setMean(rounded(row.getMean())).setLate(0);
        }
        return copy.build();
    }

    private static Double rounded(Double value) {
        return value == null ? null : Math.rint(value * DIGITS) / DIGITS;
    }
}
