package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.schemas.ReadingRow;

/** The table of raw values, one row each. */
public final class ReadingTable {
    /** Key: time, device and metric. */
    public static final Table<ReadingRow> READINGS =
            Table.<ReadingRow>named("device_readings")
                    .instant("time", ReadingRow::getTime)
                    .text("device_id", ReadingRow::getDeviceId)
                    .text("metric", ReadingRow::getMetric)
                    .endOfKey()
                    .number("value", ReadingRow::getValue)
                    .text("unit", ReadingRow::getUnit)
                    .text("quality", ReadingRow::getQuality)
                    .text("org", ReadingRow::getOrg)
                    .text("site", ReadingRow::getSite)
                    .text("device_type", ReadingRow::getDeviceType)
                    .text("model", ReadingRow::getModel)
                    .text("firmware", ReadingRow::getFirmware)
                    .instant("device_time", ReadingRow::getDeviceTime)
                    .instant("received_at", ReadingRow::getReceivedAt)
                    .bigint("sequence", ReadingRow::getSequence)
                    .integer("source_partition", ReadingRow::getSourcePartition)
                    .bigint("source_offset", ReadingRow::getSourceOffset)
                    .integer("source_index", ReadingRow::getSourceIndex)
                    .text("quality_reason", ReadingRow::getQualityReason)
                    .text("sent_unit", ReadingRow::getSentUnit)
                    .bigint("sample_count", ReadingRow::getSampleCount)
                    .number("sample_min", ReadingRow::getSampleMin)
                    .number("sample_max", ReadingRow::getSampleMax)
                    .number("sample_std", ReadingRow::getSampleStd)
                    .bigint("window_micros", ReadingRow::getWindowMicros)
                    .text("flags", ReadingRow::getFlags)
                    .build();

    private ReadingTable() {}
}
