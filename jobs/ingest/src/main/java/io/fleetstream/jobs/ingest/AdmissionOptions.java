package io.fleetstream.jobs.ingest;

import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.admission.Parking;
import io.fleetstream.jobs.ingest.domain.clock.ClockRules;
import io.fleetstream.jobs.ingest.domain.clock.ClockSettings;
import java.time.Duration;

/** The settings of everything that is decided device by device. */
final class AdmissionOptions {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final int MOST_PARKED = 100_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final long MOST_PER_SECOND = 1_000_000;

    private AdmissionOptions() {}

    static AdmissionSettings from(Settings settings) {
        AdmissionSettings defaults = AdmissionSettings.DEFAULT;
        return new AdmissionSettings(
                settings.duration("ingest.max-age", defaults.maxAge(), SECOND, LONGEST),
                settings.duration("ingest.max-ahead", defaults.maxAhead(), Duration.ZERO, LONGEST),
                settings.number(
                        "ingest.max-messages-per-second",
                        (long) defaults.messagesPerSecond(),
                        1L,
                        MOST_PER_SECOND),
                settings.choice("ingest.unknown-device", defaults.unknown()),
                parking(settings, defaults.parking()),
                clock(settings, defaults.clock()),
                settings.duration(
                        "ingest.books-interval",
                        defaults.booksInterval(),
                        SECOND,
                        Duration.ofHours(1)),
                settings.duration("ingest.state-ttl", defaults.stateTtl(), SECOND, LONGEST),
                settings.duration("ingest.facts-ttl", defaults.factsTtl(), SECOND, LONGEST));
    }

    private static Parking parking(Settings settings, Parking defaults) {
        return new Parking(
                settings.number("ingest.parking-messages", defaults.messages(), 1, MOST_PARKED),
                settings.number("ingest.parking-bytes", defaults.bytes(), 1_024L, MOST_BYTES),
                settings.duration("ingest.parking-time", defaults.time(), SECOND, LONGEST));
    }

    private static ClockSettings clock(Settings settings, ClockSettings defaults) {
        return new ClockSettings(
                settings.duration("ingest.skew-threshold", defaults.threshold(), SECOND, LONGEST),
                settings.number("ingest.skew-samples", defaults.samples(), 2, ClockRules.MOST_HELD),
                settings.duration("ingest.skew-spread", defaults.spread(), SECOND, LONGEST),
                settings.duration("ingest.skew-hold", defaults.hold(), SECOND, LONGEST));
    }
}
