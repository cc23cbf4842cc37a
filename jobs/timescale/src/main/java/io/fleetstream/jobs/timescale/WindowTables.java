package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;

/** The tables of windows, and of readings that came too late for them. */
final class WindowTables {
    /** Of the revisions of a window the greatest stays, of equal ones the last. */
    static final Table<WindowAggregate> AGGREGATES =
            Table.<WindowAggregate>named("window_aggregates")
                    .instant("window_start", WindowAggregate::getWindowStart)
                    .text("window_name", WindowAggregate::getWindowName)
                    .text("scope", row -> row.getScope().name())
                    .text("subject", WindowAggregate::getSubject)
                    .text("metric", WindowAggregate::getMetric)
                    .endOfKey()
                    .instant("window_end", WindowAggregate::getWindowEnd)
                    .text("unit", WindowAggregate::getUnit)
                    .text("device_id", WindowAggregate::getDeviceId)
                    .text("org", WindowAggregate::getOrg)
                    .text("site", WindowAggregate::getSite)
                    .text("device_type", WindowAggregate::getDeviceType)
                    .text("model", WindowAggregate::getModel)
                    .integer("revision", WindowAggregate::getRevision)
                    .flag("early", WindowAggregate::getEarly)
                    .bigint("count", WindowAggregate::getCount)
                    .bigint("samples", WindowAggregate::getSamples)
                    .number("sum", WindowAggregate::getSum)
                    .number("mean", WindowAggregate::getMean)
                    .number("min", WindowAggregate::getMin)
                    .number("max", WindowAggregate::getMax)
                    .number("sd", WindowAggregate::getSd)
                    .number("first", WindowAggregate::getFirst)
                    .instant("first_time", WindowAggregate::getFirstTime)
                    .number("last", WindowAggregate::getLast)
                    .instant("last_time", WindowAggregate::getLastTime)
                    .number("p50", WindowAggregate::getP50)
                    .number("p95", WindowAggregate::getP95)
                    .number("p99", WindowAggregate::getP99)
                    .bytes("sketch", WindowAggregate::getSketch)
                    .number("time_weighted_mean", WindowAggregate::getTimeWeightedMean)
                    .bigint("good", WindowAggregate::getGood)
                    .bigint("uncertain", WindowAggregate::getUncertain)
                    .bigint("bad", WindowAggregate::getBad)
                    .bigint("devices", WindowAggregate::getDevices)
                    .bigint("late", WindowAggregate::getLate)
                    .instant("received_at", WindowAggregate::getReceivedAt)
                    .keeping(
                            (fresh, old) -> fresh + ".revision >= " + old + ".revision",
                            WindowAggregate::getRevision)
                    .build();

    /** The correction of its hour, in a column of its own, stays. */
    static final Table<LateReading> LATE_READINGS =
            Table.<LateReading>named("late_readings")
                    .integer("source_partition", LateReading::getSourcePartition)
                    .bigint("source_offset", LateReading::getSourceOffset)
                    .integer("source_index", LateReading::getSourceIndex)
                    .endOfKey()
                    .text("device_id", LateReading::getDeviceId)
                    .text("org", LateReading::getOrg)
                    .instant("event_time", LateReading::getEventTime)
                    .instant("received_at", LateReading::getReceivedAt)
                    .bigint("behind_micros", LateReading::getBehindMicros)
                    .integer("values", LateReading::getValues)
                    .build();

    private WindowTables() {}
}
