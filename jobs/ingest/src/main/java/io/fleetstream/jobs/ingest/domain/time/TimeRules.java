package io.fleetstream.jobs.ingest.domain.time;

import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.TimeSource;
import java.util.List;

/**
 * When a reading was measured: the device's time less its clock's offset, within the bounds around
 * arrival; late ones by the model's policy. Without a time, and where arrival has authority, it is
 * the arrival. "Now" is arrival, always.
 */
public final class TimeRules {
    private TimeRules() {}

    /**
     * The time of the {@code index}-th reading of a message.
     *
     * @param arrival of the message, microseconds since the epoch
     * @param clock what is known of the device's clock
     * @throws RejectedException TOO_OLD, IN_FUTURE or LATE_DROPPED; {@code path} is null
     */
    public static Timing timing(
            ParsedReading reading, int index, long arrival, ClockView clock, TimeSettings settings)
            throws RejectedException {
        // readings of one message that share a time of ours are told apart by a microsecond each
        if (reading.deviceTime() == null) {
            return new Timing(
                    arrival + index, TimeSource.ARRIVAL, null, List.of(ReadingFlag.NO_TIME));
        }
        if (settings.byArrival()) {
            return new Timing(arrival + index, TimeSource.ARRIVAL, null, List.of());
        }
        long time = reading.deviceTime() - clock.correction();
        checkBounds(time, arrival, settings);
        Long offset = clock.corrects() ? clock.offset() : null;
        TimeSource source = offset == null ? TimeSource.DEVICE : TimeSource.CORRECTED;
        // a tolerance of "never" would overflow
        if (settings.lateTolerance() >= arrival || time >= arrival - settings.lateTolerance()) {
            return new Timing(time, source, offset, clock.flags());
        }
        return late(new Timing(time, source, offset, clock.flags()), index, arrival, settings);
    }

    private static Timing late(Timing timing, int index, long arrival, TimeSettings settings)
            throws RejectedException {
        if (settings.late() == LatePolicy.DROP) {
            throw new RejectedException(
                    ReasonCode.LATE_DROPPED,
                    null,
                    "more than " + seconds(settings.lateTolerance()) + " before its arrival");
        }
        boolean adjusts = settings.late() == LatePolicy.ADJUST;
        ReadingFlag flag = adjusts ? ReadingFlag.LATE_CORRECTED : ReadingFlag.LATE;
        return new Timing(
                adjusts ? arrival - settings.lateTolerance() + index : timing.eventTime(),
                timing.source(),
                timing.clockOffset(),
                timing.flags().isEmpty() ? List.of(flag) : List.of(timing.flags().get(0), flag));
    }

    private static void checkBounds(long time, long arrival, TimeSettings settings)
            throws RejectedException {
        if (time < arrival - settings.maxAge()) {
            throw new RejectedException(
                    ReasonCode.TOO_OLD,
                    null,
                    "more than " + seconds(settings.maxAge()) + " before its arrival");
        }
        if (time > arrival + settings.maxAhead()) {
            throw new RejectedException(
                    ReasonCode.IN_FUTURE,
                    null,
                    "more than " + seconds(settings.maxAhead()) + " after its arrival");
        }
    }

    private static String seconds(long micros) {
        return micros / 1_000_000 + " s";
    }
}
