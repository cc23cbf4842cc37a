package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One JSON object while it is read; each thing may be said once. */
final class ReadingDraft {
    private static final int SCANNED_METRICS = 16;

    private final Pointer at;
    private final List<ParsedMetric> metrics = new ArrayList<>();
    private Set<String> names;
    private Long sequence;
    private Long time;
    private String bootId;
    private String firmware;
    private String metric;
    private Double value;
    private String unit;

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

    void add(ParsedMetric given) throws RejectedException {
        if (!isNew(given.name())) {
            throw JsonCursor.notJson("a metric is given twice");
        }
        metrics.add(given);
    }

    /** Puts metric, value and unit of the single form together. */
    void closeSingle() throws RejectedException {
        if (metric == null && value == null && unit == null) {
            return;
        }
        if (metric == null) {
            throw missing("metric");
        }
        if (value == null) {
            throw missing("value");
        }
        add(new ParsedMetric(metric, value, unit));
    }

    boolean hasMetrics() {
        return !metrics.isEmpty();
    }

    /** The first of its metrics, of which there is at least one. */
    ParsedMetric firstMetric() {
        return metrics.get(0);
    }

    RejectedException missing(String field) {
        return new RejectedException(
                ReasonCode.MISSING_FIELD, at.member(field).toString(), "no " + field);
    }

    /**
     * The reading, with what it does not say taken from its envelope.
     *
     * @param envelope null if there is none
     * @throws RejectedException MISSING_FIELD without a metric
     */
    ParsedReading finish(ReadingDraft envelope) throws RejectedException {
        if (metrics.isEmpty()) {
            throw missing("metrics");
        }
        if (envelope == null) {
            return new ParsedReading(sequence, time, bootId, firmware, metrics);
        }
        return new ParsedReading(
                sequence == null ? envelope.sequence : sequence,
                time == null ? envelope.time : time,
                bootId == null ? envelope.bootId : bootId,
                firmware == null ? envelope.firmware : firmware,
                metrics);
    }

    private boolean isNew(String name) {
        if (metrics.size() >= SCANNED_METRICS) {
            // Many names, so no scan over all of them for each.
            if (names == null) {
                names = new HashSet<>();
                metrics.forEach(known -> names.add(known.name()));
            }
            return names.add(name);
        }
        for (ParsedMetric known : metrics) {
            if (known.name().equals(name)) {
                return false;
            }
        }
        return true;
    }

    private static <T> T once(T before, T given, String what) throws RejectedException {
        if (before != null) {
            throw JsonCursor.notJson(what + " is given twice");
        }
        return given;
    }
}
