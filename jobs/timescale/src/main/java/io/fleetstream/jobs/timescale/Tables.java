package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.RowBinder;
import io.fleetstream.connectors.jdbc.UpsertSql;
import io.fleetstream.jobs.timescale.domain.LetterHeaders;
import io.fleetstream.jobs.timescale.domain.PayloadSize;
import io.fleetstream.jobs.timescale.domain.StatusRow;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.RecordHeaders;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Statements of the tables whose rows come whole, and their parameters. */
final class Tables {
    static final String READINGS =
            UpsertSql.of(
                    "device_readings",
                    List.of("time", "device_id", "metric"),
                    List.of(
                            "time",
                            "device_id",
                            "metric",
                            "value",
                            "unit",
                            "quality",
                            "org",
                            "site",
                            "device_type",
                            "model",
                            "firmware",
                            "device_time",
                            "received_at",
                            "sequence",
                            "source_partition",
                            "source_offset",
                            "source_index",
                            "quality_reason",
                            "sent_unit",
                            "sample_count",
                            "sample_min",
                            "sample_max",
                            "sample_std",
                            "window_micros",
                            "flags"));

    static final String DEAD_LETTERS =
            UpsertSql.of(
                    "dead_letters",
                    List.of("source_topic", "source_partition", "source_offset", "source_index"),
                    List.of(
                            "source_topic",
                            "source_partition",
                            "source_offset",
                            "source_index",
                            "reason",
                            "path",
                            "message",
                            "job",
                            "job_version",
                            "stage",
                            "device_id",
                            "received_at",
                            "source_timestamp",
                            "payload_bytes",
                            "replay_id"));

    static final String STATUS =
            UpsertSql.of(
                    "device_status",
                    List.of("device_id", "received_at", "source_partition", "source_offset"),
                    List.of(
                            "device_id",
                            "received_at",
                            "source_partition",
                            "source_offset",
                            "status",
                            "battery",
                            "signal",
                            "device_time"));

    private Tables() {}

    static void bindReading(PreparedStatement statement, ReadingRow row) throws SQLException {
        new RowBinder(statement)
                .instant(row.getTime())
                .text(row.getDeviceId())
                .text(row.getMetric())
                .number(row.getValue())
                .text(row.getUnit())
                .text(row.getQuality())
                .text(row.getOrg())
                .text(row.getSite())
                .text(row.getDeviceType())
                .text(row.getModel())
                .text(row.getFirmware())
                .instant(row.getDeviceTime())
                .instant(row.getReceivedAt())
                .bigint(row.getSequence())
                .integer(row.getSourcePartition())
                .bigint(row.getSourceOffset())
                .integer(row.getSourceIndex())
                .text(row.getQualityReason())
                .text(row.getSentUnit())
                .bigint(row.getSampleCount())
                .number(row.getSampleMin())
                .number(row.getSampleMax())
                .number(row.getSampleStd())
                .bigint(row.getWindowMicros())
                .text(row.getFlags());
    }

    static void bindDeadLetter(PreparedStatement statement, DeadLetter letter) throws SQLException {
        new RowBinder(statement)
                .text(letter.getSourceTopic())
                .integer(letter.getSourcePartition())
                .bigint(letter.getSourceOffset())
                .integer(letter.getSourceIndex())
                .text(letter.getReason().name())
                .text(letter.getPath())
                .text(letter.getMessage())
                .text(letter.getJob())
                .text(letter.getJobVersion())
                .text(letter.getStage())
                .text(letter.getDeviceId())
                .instant(letter.getReceivedAt())
                .instant(letter.getSourceTimestamp())
                .integer(PayloadSize.of(letter))
                .text(LetterHeaders.text(letter, RecordHeaders.REPLAY_ID));
    }

    static void bindStatus(PreparedStatement statement, StatusRow row) throws SQLException {
        new RowBinder(statement)
                .text(row.deviceId())
                .instant(row.receivedAt())
                .integer(row.sourcePartition())
                .bigint(row.sourceOffset())
                .text(row.status())
                .number(row.battery())
                .number(row.signal())
                .instant(row.deviceTime());
    }
}
