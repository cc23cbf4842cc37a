package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import java.util.List;

/** One device whose messages go through the filter; times in seconds. */
final class DeviceUnderTest {
    DeviceHistory history = DeviceHistory.EMPTY;

    /** A reading with the time as sent. */
    Verdict sends(long sequence, long time, double value) {
        return offer(reading(sequence, time, null, value), time);
    }

    /** A reading of a boot. */
    Verdict sends(String bootId, long sequence, long time, double value) {
        return offer(reading(sequence, time, bootId, value), time);
    }

    /** A reading without a time of its own. */
    Verdict arrives(long sequence, long receivedAt, double value) {
        return offer(reading(sequence, null, null, value), receivedAt);
    }

    /** A reading without a sequence. */
    Verdict sendsUnnumbered(Long time, double value, long receivedAt) {
        return offer(reading(null, time, null, value), receivedAt);
    }

    Verdict offer(ParsedReading reading, long receivedAt) {
        return batch(receivedAt, reading).get(0);
    }

    List<Verdict> batch(long receivedAt, ParsedReading... readings) {
        ParsedMessage message =
                new ParsedMessage(
                        "d1", "o", "s", "t", receivedAt * 1_000_000, 0, 0, List.of(readings));
        Filtered filtered = RepeatFilter.judge(history, message);
        history = filtered.history();
        return filtered.verdicts();
    }

    static ParsedReading reading(Long sequence, Long time, String bootId, double value) {
        return new ParsedReading(
                sequence,
                time == null ? null : time * 1_000_000,
                bootId,
                null,
                List.of(new ParsedMetric("a", value, null)));
    }
}
