package io.fleetstream.jobs.aggregate;

import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes out of the aggregate step.
 *
 * @param aggregates rows of windows; those of one subject and window in the order of their
 *     revisions
 * @param lateReadings readings that came too late
 */
public record AggregateStreams(
        DataStream<WindowAggregate> aggregates, DataStream<LateReading> lateReadings) {}
