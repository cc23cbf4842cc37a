package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.RowBinder;
import io.fleetstream.connectors.jdbc.UpsertSql;
import io.fleetstream.jobs.timescale.domain.RejectedCounts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.Topics;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Statements of the tables that account for loss, and their parameters. */
final class LossTables {
    /**
     * The record that knows more stays: an older one, delivered again after a restart, never takes
     * the place of a newer one. What is decided about messages that waited changes neither the
     * latest arrival nor the number received, so decisions are compared as well; of equal ones the
     * later in the partition stays.
     */
    static final String DEVICE_HOURS =
            """
            INSERT INTO device_hours AS h (
                hour, device_id, part, org, site, device_type, model, firmware,
                received, stored, duplicated, rejected, rejected_total, parked, replayed,
                missing, filled, resets, skewed, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hour, device_id, part) DO UPDATE SET
                org = EXCLUDED.org,
                site = EXCLUDED.site,
                device_type = EXCLUDED.device_type,
                model = EXCLUDED.model,
                firmware = EXCLUDED.firmware,
                received = EXCLUDED.received,
                stored = EXCLUDED.stored,
                duplicated = EXCLUDED.duplicated,
                rejected = EXCLUDED.rejected,
                rejected_total = EXCLUDED.rejected_total,
                parked = EXCLUDED.parked,
                replayed = EXCLUDED.replayed,
                missing = EXCLUDED.missing,
                filled = EXCLUDED.filled,
                resets = EXCLUDED.resets,
                skewed = EXCLUDED.skewed,
                updated_at = EXCLUDED.updated_at
            WHERE (EXCLUDED.updated_at, EXCLUDED.received,
                    EXCLUDED.stored + EXCLUDED.duplicated + EXCLUDED.rejected_total
                        + EXCLUDED.replayed + EXCLUDED.missing + EXCLUDED.filled
                        + EXCLUDED.resets + EXCLUDED.skewed)
                >= (h.updated_at, h.received,
                    h.stored + h.duplicated + h.rejected_total
                        + h.replayed + h.missing + h.filled + h.resets + h.skewed)
            """;

    static final String SEQUENCE_EVENTS =
            UpsertSql.of(
                    "device_sequence_events",
                    List.of(
                            "source_partition",
                            "source_offset",
                            "source_index",
                            "kind",
                            "from_sequence"),
                    List.of(
                            "source_partition",
                            "source_offset",
                            "source_index",
                            "kind",
                            "from_sequence",
                            "to_sequence",
                            "device_id",
                            "boot_id",
                            "event_time",
                            "received_at"));

    static final String REPLAYS =
            UpsertSql.of(
                    "dead_letter_replays",
                    List.of("source_topic", "source_partition", "source_offset", "source_index"),
                    List.of(
                            "source_topic",
                            "source_partition",
                            "source_offset",
                            "source_index",
                            "replay_id",
                            "device_id",
                            "event_time"));

    private LossTables() {}

    static void bindHour(PreparedStatement statement, DeviceHour hour) throws SQLException {
        new RowBinder(statement)
                .instant(hour.getHour())
                .text(hour.getDeviceId())
                .bigint(hour.getPart())
                .text(hour.getOrg())
                .text(hour.getSite())
                .text(hour.getDeviceType())
                .text(hour.getModel())
                .text(hour.getFirmware())
                .bigint(hour.getReceived())
                .bigint(hour.getStored())
                .bigint(hour.getDuplicated())
                .text(RejectedCounts.json(hour.getRejected()))
                .bigint(RejectedCounts.total(hour.getRejected()))
                .bigint(hour.getParked())
                .bigint(hour.getReplayed())
                .bigint(hour.getMissing())
                .bigint(hour.getFilled())
                .bigint(hour.getResets())
                .bigint(hour.getSkewed())
                .instant(hour.getUpdatedAt());
    }

    static void bindSequenceEvent(PreparedStatement statement, SequenceEvent event)
            throws SQLException {
        new RowBinder(statement)
                .integer(event.getSourcePartition())
                .bigint(event.getSourceOffset())
                .integer(event.getSourceIndex())
                .text(event.getKind().name())
                .bigint(event.getFromSequence())
                .bigint(event.getToSequence())
                .text(event.getDeviceId())
                .text(event.getBootId())
                .instant(event.getEventTime())
                .instant(event.getReceivedAt());
    }

    /** A replayed reading has the place its message had at first, and so has the dead letter. */
    static void bindReplay(PreparedStatement statement, Reading reading) throws SQLException {
        new RowBinder(statement)
                .text(Topics.TELEMETRY_RAW)
                .integer(reading.getSourcePartition())
                .bigint(reading.getSourceOffset())
                .integer(reading.getSourceIndex())
                .text(reading.getReplayId())
                .text(reading.getDeviceId())
                .instant(reading.getEventTime());
    }
}
