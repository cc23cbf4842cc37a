package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What ingest accepts.
 *
 * @param maxPayloadBytes largest payload, before and after decoding
 * @param maxAge how far device time may lie before arrival; exactly this far is accepted
 * @param maxAhead how far device time may lie after arrival; exactly this far is accepted
 */
public record Limits(int maxPayloadBytes, Duration maxAge, Duration maxAhead)
        implements Serializable {

    /** 256 KiB, seven days, ten minutes. */
    public static final Limits DEFAULT =
            new Limits(262_144, Duration.ofDays(7), Duration.ofMinutes(10));

    /**
     * Checks a device time against arrival; both in microseconds since the epoch.
     *
     * @param path JSON pointer of the time, for the rejection
     * @throws RejectedException TOO_OLD or IN_FUTURE
     */
    public void checkTime(long deviceTime, long receivedAt, String path) throws RejectedException {
        if (deviceTime < receivedAt - TimeUnit.MICROSECONDS.convert(maxAge)) {
            throw new RejectedException(
                    ReasonCode.TOO_OLD, path, "more than " + maxAge + " before its arrival");
        }
        if (deviceTime > receivedAt + TimeUnit.MICROSECONDS.convert(maxAhead)) {
            throw new RejectedException(
                    ReasonCode.IN_FUTURE, path, "more than " + maxAhead + " after its arrival");
        }
    }
}
