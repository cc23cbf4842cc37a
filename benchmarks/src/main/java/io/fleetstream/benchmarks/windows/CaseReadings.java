package io.fleetstream.benchmarks.windows;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Readings of a made-up fleet, round robin over the devices; one in fifty is late by some
 * intervals. The same seed gives the same readings; no two of a device have the same time.
 */
final class CaseReadings {
    static final long SEED = 20_261_121;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] NAMES = {"temperature", "humidity", "pressure", "battery"};
    private static final String[] UNITS = {"Cel", "%", "hPa", "V"};
    private static final int ONE_LATE_IN = 50;
    private static final int ONE_UNCERTAIN_IN = 100;
    private static final int ONE_BAD_IN = 200;
    private static final int LEAST_HUNDREDTHS = 1_000;
    private static final int HUNDREDTHS = 9_000;

    private final WindowCase which;
    private final Random random = new Random(SEED);
    private long produced;

    CaseReadings(WindowCase which) {
        this.which = which;
    }

    Reading next() {
        int device = (int) (produced % which.devices());
        long turn = produced / which.devices();
        produced++;
        Instant slot =
                START.plus(which.interval().multipliedBy(turn)).plus(device, ChronoUnit.MILLIS);
        boolean late = turn > which.mostLate() && random.nextInt(ONE_LATE_IN) == 0;
        Instant measured =
                late
                        ? slot.minus(
                                        which.interval()
                                                .multipliedBy(1 + random.nextInt(which.mostLate())))
                                // beside the reading that was in time
                                .plus(1 + turn, ChronoUnit.MICROS)
                        : slot;
        return Reading.newBuilder()
                .setDeviceId("bench-%07d".formatted(device))
                .setOrg("acme")
                .setSite("hall-" + device % 7)
                .setDeviceType("thermostat")
                .setModel("th-200")
                .setFirmware("1.4.2")
                .setBootId("b-01")
                .setEventTime(measured)
                .setDeviceTime(measured)
                .setReceivedAt(slot.plusMillis(20))
                .setTimeSource(TimeSource.DEVICE)
                .setSequence(100_000 + turn)
                .setMetrics(metrics())
                .setSourcePartition(device % 4)
                .setSourceOffset(produced)
                .setSourceIndex(0)
                .setFlags(List.of())
                .build();
    }

    private List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < which.metrics(); i++) {
            metrics.add(
                    new Metric(
                            NAMES[i],
                            (LEAST_HUNDREDTHS + random.nextInt(HUNDREDTHS)) / 100.0,
                            UNITS[i],
                            quality(),
                            null,
                            null,
                            null));
        }
        return metrics;
    }

    private Quality quality() {
        if (random.nextInt(ONE_BAD_IN) == 0) {
            return Quality.BAD;
        }
        return random.nextInt(ONE_UNCERTAIN_IN) == 0 ? Quality.UNCERTAIN : Quality.GOOD;
    }
}
