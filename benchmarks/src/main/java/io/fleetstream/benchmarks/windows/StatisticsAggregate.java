package io.fleetstream.benchmarks.windows;

import io.fleetstream.schemas.Reading;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds one reading after the other. */
final class StatisticsAggregate
        implements AggregateFunction<Reading, DeviceStatistics, DeviceStatistics> {
    private static final long serialVersionUID = 1L;

    @Override
    public DeviceStatistics createAccumulator() {
        return new DeviceStatistics();
    }

    @Override
    public DeviceStatistics add(Reading reading, DeviceStatistics statistics) {
        statistics.add(reading);
        return statistics;
    }

    @Override
    public DeviceStatistics getResult(DeviceStatistics statistics) {
        return statistics;
    }

    /** Only windows that merge, as sessions do, ask for it. */
    @Override
    public DeviceStatistics merge(DeviceStatistics one, DeviceStatistics other) {
        throw new UnsupportedOperationException("no merging windows here");
    }
}
