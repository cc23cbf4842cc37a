package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.ReasonCode;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/** Counters of the operator that admits messages; the README says what each one counts. */
final class AdmitMetrics {
    final Counter accepted;
    final Counter duplicates;
    final Counter readings;
    final Counter repeatedReadings;
    final Counter firstSeen;
    final Counter manifested;
    final Counter parked;
    final Counter released;
    final Counter expired;
    final Counter held;
    final Counter corrected;
    final Counter flagged;
    final Counter late;
    final Counter lateCorrected;
    final Counter lateDropped;
    final Counter rateLimited;
    final Counter gaps;
    final Counter missing;
    final Counter filled;
    final Counter resets;
    final Counter replayed;
    final Counter replayedAgain;

    /** Messages of this subtask's devices that are parked or held. */
    long waiting;

    private final FleetMetrics metrics;
    private final Map<ReasonCode, Counter> deadLetters = new EnumMap<>(ReasonCode.class);

    AdmitMetrics(FleetMetrics metrics) {
        this.metrics = metrics;
        accepted = metrics.counter("accepted");
        duplicates = metrics.counter("duplicates");
        readings = metrics.counter("readings");
        repeatedReadings = metrics.counter("repeatedReadings");
        firstSeen = metrics.counter("firstSeen");
        manifested = metrics.counter("manifested");
        parked = metrics.counter("parked");
        released = metrics.counter("released");
        expired = metrics.counter("expired");
        held = metrics.counter("held");
        corrected = metrics.counter("corrected");
        flagged = metrics.counter("flagged");
        late = metrics.counter("late");
        lateCorrected = metrics.counter("lateCorrected");
        lateDropped = metrics.counter("lateDropped");
        rateLimited = metrics.counter("rateLimited");
        gaps = metrics.counter("gaps");
        missing = metrics.counter("missing");
        filled = metrics.counter("filled");
        resets = metrics.counter("sequenceResets");
        replayed = metrics.counter("replayed");
        replayedAgain = metrics.counter("replayedAgain");
    }

    Counter deadLetters(ReasonCode reason) {
        return deadLetters.computeIfAbsent(
                reason, code -> metrics.counter("deadLetters", "reason", code));
    }
}
