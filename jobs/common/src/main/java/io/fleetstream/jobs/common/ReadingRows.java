package io.fleetstream.jobs.common;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.SampleSummary;
import java.util.List;
import java.util.stream.Collectors;

/** The flat form of readings, the same in the database and in the files. */
public final class ReadingRows {
    private ReadingRows() {}

    /** One row per metric, in the order of the reading. */
    public static List<ReadingRow> of(Reading reading) {
        return reading.getMetrics().stream().map(metric -> row(reading, metric)).toList();
    }

    private static ReadingRow row(Reading reading, Metric metric) {
        SampleSummary summary = metric.getSummary();
        return new ReadingRow(
                reading.getEventTime(),
                reading.getDeviceId(),
                metric.getName(),
                metric.getValue(),
                metric.getUnit(),
                metric.getQuality().name(),
                reading.getOrg(),
                reading.getSite(),
                reading.getDeviceType(),
                reading.getModel(),
                reading.getFirmware(),
                reading.getDeviceTime(),
                reading.getReceivedAt(),
                reading.getSequence(),
                reading.getSourcePartition(),
                reading.getSourceOffset(),
                reading.getSourceIndex(),
                metric.getQualityReason() == null ? null : metric.getQualityReason().name(),
                metric.getSentUnit(),
                summary == null ? null : summary.getCount(),
                summary == null ? null : summary.getMin(),
                summary == null ? null : summary.getMax(),
                summary == null ? null : summary.getStd(),
                summary == null ? null : reading.getWindowMicros(),
                flags(reading.getFlags()));
    }

    private static String flags(List<ReadingFlag> flags) {
        return flags.isEmpty()
                ? null
                : flags.stream().map(ReadingFlag::name).collect(Collectors.joining(","));
    }
}
