package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.quota.QuotaRules;
import io.fleetstream.jobs.ingest.domain.time.TimeSettings;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.TimeAuthority;
import java.util.concurrent.TimeUnit;

/**
 * What holds for the messages of a device: its model's rules, the job's settings where the model
 * has none.
 *
 * @param time what times are accepted
 * @param clock what becomes of a clock that is steadily wrong
 * @param quotaCost what a message takes from its device's bucket, in microseconds
 */
public record Policy(TimeSettings time, ClockPolicy clock, long quotaCost) {

    /**
     * The policy of a model.
     *
     * @param model null for none
     */
    public static Policy of(ModelRow model, AdmissionSettings settings) {
        long maxAge = TimeUnit.MICROSECONDS.convert(settings.maxAge());
        long maxAhead = TimeUnit.MICROSECONDS.convert(settings.maxAhead());
        long cost = QuotaRules.cost(settings.messagesPerSecond());
        if (model == null) {
            TimeSettings time =
                    new TimeSettings(
                            false, maxAge, maxAhead, TimeSettings.NEVER_LATE, LatePolicy.KEEP);
            return new Policy(time, ClockPolicy.CORRECT, cost);
        }
        return new Policy(
                new TimeSettings(
                        model.timeAuthority() == TimeAuthority.ARRIVAL,
                        or(model.maxAge(), maxAge),
                        or(model.maxAhead(), maxAhead),
                        or(model.lateTolerance(), TimeSettings.NEVER_LATE),
                        model.latePolicy()),
                model.clockPolicy(),
                model.maxMessagesPerSecond() == null
                        ? cost
                        : QuotaRules.cost(model.maxMessagesPerSecond()));
    }

    /** For messages whose route makes arrival the event time. */
    public Policy byArrival() {
        return new Policy(time.asByArrival(), ClockPolicy.IGNORE, quotaCost);
    }

    /** Whether the clock is looked at. */
    public boolean looksAtClock() {
        return clock != ClockPolicy.IGNORE && !time.byArrival();
    }

    private static long or(Long given, long otherwise) {
        return given == null ? otherwise : given;
    }
}
