package io.fleetstream.jobs.common;

import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** Makes one row of every value of a reading, in order, and counts both. No state. */
public final class FlattenReadingFunction extends RichFlatMapFunction<Reading, ReadingRow> {
    private static final long serialVersionUID = 1L;

    private transient Counter readings;
    private transient Counter values;

    @Override
    public void open(OpenContext context) {
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        readings = metrics.counter("readings");
        values = metrics.counter("values");
    }

    @Override
    public void flatMap(Reading reading, Collector<ReadingRow> out) {
        readings.inc();
        for (ReadingRow row : ReadingRows.of(reading)) {
            values.inc();
            out.collect(row);
        }
    }
}
