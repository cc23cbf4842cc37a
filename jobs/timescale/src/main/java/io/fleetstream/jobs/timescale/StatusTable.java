package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.timescale.domain.StatusRow;

/** The history of status messages. */
final class StatusTable {
    static final Table<StatusRow> STATUS =
            Table.<StatusRow>named("device_status")
                    .text("device_id", StatusRow::deviceId)
                    .instant("received_at", StatusRow::receivedAt)
                    .integer("source_partition", StatusRow::sourcePartition)
                    .bigint("source_offset", StatusRow::sourceOffset)
                    .endOfKey()
                    .text("status", StatusRow::status)
                    .number("battery", StatusRow::battery)
                    .number("signal", StatusRow::signal)
                    .instant("device_time", StatusRow::deviceTime)
                    .build();

    private StatusTable() {}
}
