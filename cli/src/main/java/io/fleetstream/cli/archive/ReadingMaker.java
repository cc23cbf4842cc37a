package io.fleetstream.cli.archive;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.SampleSummary;
import io.fleetstream.schemas.TimeSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes readings of archived rows again: one of all values that came with one reading. All is as it
 * was stored but boot id and replay id, which rows do not have.
 */
final class ReadingMaker {
    /** Columns the rows need, times as microseconds. */
    static final String COLUMNS =
            "epoch_us(time) AS time_us, device_id, metric, value, unit, quality, org, site,"
                    + " device_type, model, firmware, epoch_us(device_time) AS device_us,"
                    + " epoch_us(received_at) AS received_us, sequence, source_partition,"
                    + " source_offset, source_index, quality_reason, sent_unit, sample_count,"
                    + " sample_min, sample_max, sample_std, window_micros, flags";

    /** Rows of one reading stand together in this order, and devices keep theirs. */
    static final String ORDER =
            "device_id, time, source_partition, source_offset, source_index, metric";

    private Reading.Builder open;
    private List<Metric> metrics = new ArrayList<>();

    /** Takes the row; the reading before it if the row begins another one, else null. */
    Reading take(ResultSet row) throws SQLException {
        Reading complete = belongs(row) ? null : finish();
        if (open == null) {
            open = begin(row);
        }
        metrics.add(metric(row));
        return complete;
    }

    /** The last reading; null if there was none. */
    Reading finish() {
        if (open == null) {
            return null;
        }
        Reading reading = open.setMetrics(metrics).build();
        open = null;
        metrics = new ArrayList<>();
        return reading;
    }

    private boolean belongs(ResultSet row) throws SQLException {
        return open != null
                && open.getDeviceId().equals(row.getString("device_id"))
                && open.getEventTime().equals(instant(row.getLong("time_us")))
                && open.getSourcePartition() == row.getInt("source_partition")
                && open.getSourceOffset() == row.getLong("source_offset")
                && open.getSourceIndex() == row.getInt("source_index");
    }

    private static Reading.Builder begin(ResultSet row) throws SQLException {
        long time = row.getLong("time_us");
        Long device = number(row, "device_us");
        boolean corrected = device != null && device != time;
        return Reading.newBuilder()
                .setDeviceId(row.getString("device_id"))
                .setOrg(row.getString("org"))
                .setSite(row.getString("site"))
                .setDeviceType(row.getString("device_type"))
                .setModel(row.getString("model"))
                .setFirmware(row.getString("firmware"))
                .setEventTime(instant(time))
                .setDeviceTime(device == null ? null : instant(device))
                .setReceivedAt(instant(row.getLong("received_us")))
                .setTimeSource(
                        device == null
                                ? TimeSource.ARRIVAL
                                : corrected ? TimeSource.CORRECTED : TimeSource.DEVICE)
                .setClockOffsetMicros(corrected ? device - time : null)
                .setSequence(number(row, "sequence"))
                .setSourcePartition(row.getInt("source_partition"))
                .setSourceOffset(row.getLong("source_offset"))
                .setSourceIndex(row.getInt("source_index"))
                .setWindowMicros(number(row, "window_micros"))
                .setFlags(flags(row.getString("flags")));
    }

    private static Metric metric(ResultSet row) throws SQLException {
        String reason = row.getString("quality_reason");
        Long samples = number(row, "sample_count");
        return new Metric(
                row.getString("metric"),
                row.getDouble("value"),
                row.getString("unit"),
                Quality.valueOf(row.getString("quality")),
                reason == null ? null : QualityReason.valueOf(reason),
                row.getString("sent_unit"),
                samples == null
                        ? null
                        : new SampleSummary(
                                samples,
                                real(row, "sample_min"),
                                real(row, "sample_max"),
                                real(row, "sample_std")));
    }

    private static List<ReadingFlag> flags(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(ReadingFlag::valueOf).toList();
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Double real(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
