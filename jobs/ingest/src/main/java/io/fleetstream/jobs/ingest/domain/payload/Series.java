package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compact arrays: values of one metric, or of several by name, taken at a fixed interval. A null is
 * a value that was not taken.
 */
final class Series {
    private static final int FIRST_CAPACITY = 16;

    private final Pointer at;
    private final List<Column> columns = new ArrayList<>();
    private int length;

    /** One metric's values; not taken where NaN. */
    private static final class Column {
        private final String name;
        private double[] values = new double[FIRST_CAPACITY];
        private int size;

        Column(String name) {
            this.name = name;
        }

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }

    private Series(Pointer at) {
        this.at = at;
    }

    /**
     * Reads the array, or the object of arrays, that the cursor is at.
     *
     * @throws RejectedException if it is neither, or holds something else than numbers
     */
    static Series read(JsonCursor in, Pointer at) throws RejectedException {
        Series series = new Series(at);
        if (in.token() == JsonToken.START_ARRAY) {
            series.column(in, at, null);
            return series;
        }
        if (in.token() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(at, "want an array of numbers, or an object of such");
        }
        while (in.next() != JsonToken.END_OBJECT) {
            String name = in.name();
            Pointer column = at.member(name);
            Scalars.storable(name, column);
            Most.metrics(series.columns.size());
            if (in.next() != JsonToken.START_ARRAY) {
                throw Scalars.wrongType(column, "want an array of numbers");
            }
            series.column(in, column, name);
        }
        return series;
    }

    /** Whether the values are of one metric, which is named beside them. */
    boolean isAnonymous() {
        return columns.size() == 1 && columns.get(0).name == null;
    }

    /** Where the values stand. */
    Pointer at() {
        return at;
    }

    /** Number of intervals, plus one; 0 without values. */
    int length() {
        return length;
    }

    /**
     * What was measured at one time.
     *
     * @param metric name of the anonymous values
     * @param unit of the anonymous values; null for none
     */
    List<ParsedMetric> metrics(int index, String metric, String unit) {
        List<ParsedMetric> metrics = new ArrayList<>(columns.size());
        for (Column column : columns) {
            if (index < column.size && !Double.isNaN(column.values[index])) {
                metrics.add(
                        column.name == null
                                ? new ParsedMetric(metric, column.values[index], unit)
                                : new ParsedMetric(column.name, column.values[index], null));
            }
        }
        return metrics;
    }

    private void column(JsonCursor in, Pointer array, String name) throws RejectedException {
        Column column = new Column(name);
        while (in.next() != JsonToken.END_ARRAY) {
            Most.readings(column.size);
            column.add(
                    Scalars.isNull(in)
                            ? Double.NaN
                            : Scalars.measurement(in, array.element(column.size)));
        }
        columns.add(column);
        length = Math.max(length, column.size);
    }
}
