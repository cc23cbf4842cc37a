package io.fleetstream.benchmarks.timescale;

import io.fleetstream.schemas.ReadingRow;
import java.time.Instant;

/** The rows all contestants write: two metrics of 1,000 devices a second, in order of time. */
final class Values {
    /** Rows of one time. */
    private static final int DEVICES = 1_000;

    private static final int METRICS = 2;
    private static final int DEVICE_DIGITS = 1_000_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int TENTHS = 400;

    private static final String[] NAMES = new String[DEVICES];

    static {
        for (int i = 0; i < DEVICES; i++) {
            NAMES[i] = "device-" + (DEVICE_DIGITS + i);
        }
    }

    private Values() {}

    static ReadingRow row(long number) {
        int metric = (int) (number % METRICS);
        long message = number / METRICS;
        int device = (int) (message % DEVICES);
        Instant time = START.plusSeconds(message / DEVICES);
        return new ReadingRow(
                time,
                NAMES[device],
                metric == 0 ? "humidity" : "temperature",
                (number * 7 % TENTHS) / 10.0,
                metric == 0 ? "%" : "Cel",
                "GOOD",
                "acme",
                "berlin",
                "thermostat",
                "th-100",
                "1.4.2",
                time,
                time.plusMillis(250),
                message / DEVICES,
                device % 4,
                message,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
