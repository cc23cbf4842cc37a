package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.clock.ClockSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of everything that is decided device by device.
 *
 * @param maxAge how far event time may lie before arrival, unless the model says otherwise
 * @param maxAhead how far it may lie after arrival, unless the model says otherwise
 * @param messagesPerSecond steady rate a device may keep up, unless the model says otherwise
 * @param unknown what becomes of devices nobody registered
 * @param parking what may wait for their registration
 * @param clock when a clock counts as wrong
 * @param booksInterval how long books may stay unpublished
 * @param stateTtl time for which a repeat is recognised after the device's last new message
 * @param factsTtl time after which a silent device counts as seen for the first time
 */
public record AdmissionSettings(
        Duration maxAge,
        Duration maxAhead,
        double messagesPerSecond,
        UnknownDevice unknown,
        Parking parking,
        ClockSettings clock,
        Duration booksInterval,
        Duration stateTtl,
        Duration factsTtl)
        implements Serializable {

    /** Those of a job nobody has configured. */
    public static final AdmissionSettings DEFAULT =
            new AdmissionSettings(
                    Duration.ofDays(7),
                    Duration.ofMinutes(10),
                    1_000,
                    UnknownDevice.QUARANTINE,
                    Parking.DEFAULT,
                    ClockSettings.DEFAULT,
                    Duration.ofMinutes(1),
                    Duration.ofDays(180),
                    Duration.ofDays(730));

    /** The same with another answer to unknown devices. */
    public AdmissionSettings with(UnknownDevice answer) {
        return new AdmissionSettings(
                maxAge,
                maxAhead,
                messagesPerSecond,
                answer,
                parking,
                clock,
                booksInterval,
                stateTtl,
                factsTtl);
    }
}
