package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.List;

/** One JSON object while it is read; each thing may be said once. */
final class ReadingDraft {
    private static final String INTERVAL = "interval";

    private final Pointer at;
    private final MetricList metrics = new MetricList();
    private Long sequence;
    private Long time;
    private Long window;
    private String bootId;
    private String firmware;
    private String metric;
    private Double value;
    private String unit;
    private Series series;
    private long interval;

    ReadingDraft(Pointer at) {
        this.at = at;
    }

    Pointer at() {
        return at;
    }

    void sequence(long given) throws RejectedException {
        sequence = once(sequence, given, "the sequence");
    }

    void time(long given) throws RejectedException {
        time = once(time, given, "the time");
    }

    void window(long given) throws RejectedException {
        window = once(window, given, "the window");
    }

    void bootId(String given) throws RejectedException {
        bootId = once(bootId, given, "the boot id");
    }

    void firmware(String given) throws RejectedException {
        firmware = once(firmware, given, "the firmware");
    }

    void metric(String given) throws RejectedException {
        metric = once(metric, given, "the metric");
    }

    void value(double given) throws RejectedException {
        value = once(value, given, "the value");
    }

    void unit(String given) throws RejectedException {
        unit = once(unit, given, "the unit");
    }

    void series(Series given) throws RejectedException {
        series = once(series, given, "the values");
    }

    void add(ParsedMetric given) throws RejectedException {
        metrics.add(given);
    }

    /** Ends the object: puts the parts of the single form, or of compact arrays, together. */
    void close() throws RejectedException {
        if (series != null) {
            closeSeries();
        } else if (metric != null || value != null || unit != null) {
            add(single());
        }
    }

    boolean hasMetrics() {
        return series != null || !metrics.isEmpty();
    }

    /** Where the first of its metrics stands, of which there is at least one. */
    Pointer firstMetric() {
        return series == null ? at.member(metrics.first().name()) : series.at();
    }

    RejectedException missing(String field) {
        return new RejectedException(
                ReasonCode.MISSING_FIELD, at.member(field).toString(), "no " + field);
    }

    /**
     * Adds its readings, with what it does not say taken from its envelope.
     *
     * @param envelope null if there is none
     * @param receivedAt arrival, microseconds since the epoch: the time of the last of an untimed
     *     series
     * @throws RejectedException MISSING_FIELD without a metric, TOO_LARGE for too many readings
     */
    void addTo(List<ParsedReading> readings, ReadingDraft envelope, long receivedAt)
            throws RejectedException {
        ReadingDraft around = envelope == null ? this : envelope;
        Long start = time == null ? around.time : time;
        if (series == null) {
            if (metrics.isEmpty()) {
                throw missing("metrics");
            }
            readings.add(reading(around, start, metrics.toList(), readings.size()));
            return;
        }
        long first =
                start == null ? Times.plus(receivedAt, -interval * (series.length() - 1L)) : start;
        int before = readings.size();
        for (int i = 0; i < series.length(); i++) {
            List<ParsedMetric> taken = series.metrics(i, metric, unit);
            if (!taken.isEmpty()) {
                long taking = Times.plus(first, interval * i);
                readings.add(reading(around, taking, taken, readings.size()));
            }
        }
        if (readings.size() == before) {
            throw missing("values");
        }
    }

    private ParsedReading reading(
            ReadingDraft around, Long taken, List<ParsedMetric> measured, int before)
            throws RejectedException {
        Most.readings(before);
        boolean aggregated = measured.stream().anyMatch(each -> each.summary() != null);
        return new ParsedReading(
                sequence == null ? around.sequence : sequence,
                taken,
                bootId == null ? around.bootId : bootId,
                firmware == null ? around.firmware : firmware,
                measured,
                !aggregated ? null : window == null ? around.window : window);
    }

    private ParsedMetric single() throws RejectedException {
        if (metric == null) {
            throw missing("metric");
        }
        if (value == null && metrics.has("mean")) {
            Aggregate aggregate = new Aggregate(at);
            for (String field : Aggregate.FIELDS) {
                ParsedMetric part = metrics.take(field);
                if (part != null) {
                    aggregate.set(field, part.value());
                }
            }
            return aggregate.metric(metric, null, unit);
        }
        if (value == null) {
            throw missing("value");
        }
        return new ParsedMetric(metric, value, unit);
    }

    private void closeSeries() throws RejectedException {
        ParsedMetric seconds = metrics.take(INTERVAL);
        if (value != null || !metrics.isEmpty()) {
            throw Scalars.wrongType(
                    at.member(value != null ? "value" : metrics.first().name()),
                    "a metric beside values belongs to none of them");
        }
        if (metric == null && (series.isAnonymous() || unit != null)) {
            throw missing("metric");
        }
        if (!series.isAnonymous() && metric != null) {
            throw Scalars.wrongType(at.member("metric"), "the values have names");
        }
        if (seconds == null) {
            throw missing(INTERVAL);
        }
        interval = Times.duration(seconds.value(), at.member(INTERVAL));
    }

    private static <T> T once(T before, T given, String what) throws RejectedException {
        if (before != null) {
            throw JsonCursor.notJson(what + " is given twice");
        }
        return given;
    }
}
