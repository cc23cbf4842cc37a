package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import java.util.List;

/**
 * 64 bits that two readings share if they say the same, and otherwise with a chance of about 2^-64.
 * Stable for ever: they are kept in state. Not meant to withstand a device that forges them, which
 * could only make its own readings count as repeats.
 */
final class Fingerprint {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;

    private Fingerprint() {}

    /** Of boot id, sequence, and metrics in their order; not of the time. */
    static long ofNumbered(ParsedReading reading) {
        return metrics(ofNumber(reading), reading.metrics());
    }

    /** Of boot id and sequence. */
    static long ofNumber(ParsedReading reading) {
        return mix(text(reading.bootId())) ^ reading.sequence();
    }

    /** Of everything by which a repeat within one message is told: number, time and metrics. */
    static long ofAll(ParsedReading reading) {
        long number = reading.sequence() == null ? 0 : mix(ofNumber(reading));
        long time = reading.deviceTime() == null ? 0 : mix(reading.deviceTime() ^ SECOND);
        return metrics(number ^ time, reading.metrics());
    }

    /** Of the time as sent and metrics in their order. */
    static long ofTimed(ParsedReading reading) {
        return metrics(reading.deviceTime(), reading.metrics());
    }

    private static long metrics(long seed, List<ParsedMetric> metrics) {
        long hash = mix(seed);
        for (ParsedMetric metric : metrics) {
            hash = mix(hash ^ text(metric.name()));
            hash = mix(hash ^ Double.doubleToLongBits(metric.value()));
            hash = mix(hash ^ text(metric.unit()));
        }
        return hash;
    }

    private static long text(String text) {
        if (text == null) {
            return 0;
        }
        long hash = GOLDEN ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FIRST;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long bits) {
        long mixed = bits + GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * FIRST;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND;
        return mixed ^ (mixed >>> 31);
    }
}
