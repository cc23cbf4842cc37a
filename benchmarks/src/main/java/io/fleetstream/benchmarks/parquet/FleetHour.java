package io.fleetstream.benchmarks.parquet;

import io.fleetstream.schemas.ReadingRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** An hour of a fleet: every device tells four metrics, evenly spread, as they arrive. */
final class FleetHour {
    /** Devices in it. */
    static final int DEVICES = 1_000;

    /** Rows of a message. */
    static final int METRICS = 4;

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final long SEED = 20261121;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final int PARTITIONS = 24;

    private FleetHour() {}

    /**
     * Rows in order of arrival.
     *
     * @param hour which hour of the day
     * @param messages of each device
     */
    static List<ReadingRow> rows(int hour, int messages) {
        Random random = new Random(SEED + hour);
        double[] temperature = new double[DEVICES];
        long offset = hour * 1_000_000L;
        List<ReadingRow> rows = new ArrayList<>(DEVICES * messages * METRICS);
        for (int message = 0; message < messages; message++) {
            for (int device = 0; device < DEVICES; device++) {
                long micros =
                        hour * MICROS_PER_HOUR
                                + message * (MICROS_PER_HOUR / messages)
                                + device * 1_000L
                                + random.nextInt(500) * 1_000L;
                Instant time = START.plus(micros, ChronoUnit.MICROS);
                Instant received = time.plus(20_000 + random.nextInt(80_000), ChronoUnit.MICROS);
                temperature[device] += random.nextGaussian() / 10;
                double celsius = Math.round((20 + temperature[device]) * 100) / 100.0;
                long sequence = (long) hour * messages + message;
                offset++;
                String[] metrics = {"battery", "humidity", "signal", "temperature"};
                String[] units = {"%", "%", "dB[mW]", "Cel"};
                double[] values = {
                    100 - sequence / 100, 40 + random.nextInt(12), -60 - random.nextInt(30), celsius
                };
                for (int i = 0; i < METRICS; i++) {
                    rows.add(
                            row(
                                    time,
                                    received,
                                    device,
                                    metrics[i],
                                    values[i],
                                    units[i],
                                    sequence,
                                    offset));
                }
            }
        }
        return rows;
    }

    /** The same in the order of the files. */
    static List<ReadingRow> sorted(List<ReadingRow> rows) {
        List<ReadingRow> sorted = new ArrayList<>(rows);
        sorted.sort(
                Comparator.comparing(ReadingRow::getDeviceId)
                        .thenComparing(ReadingRow::getTime)
                        .thenComparing(ReadingRow::getMetric));
        return sorted;
    }

    private static ReadingRow row(
            Instant time,
            Instant received,
            int device,
            String metric,
            double value,
            String unit,
            long sequence,
            long offset) {
        return ReadingRow.newBuilder()
                .setTime(time)
                .setDeviceId("device-" + (10_000 + device))
                .setMetric(metric)
                .setValue(value)
                .setUnit(unit)
                .setQuality("GOOD")
                .setOrg("acme")
                .setSite("site-" + device % 20)
                .setDeviceType("thermostat")
                .setModel("thermostat-1")
                .setFirmware("1.4." + device % 3)
                .setDeviceTime(time)
                .setReceivedAt(received)
                .setSequence(sequence)
                .setSourcePartition(device % PARTITIONS)
                .setSourceOffset(offset / PARTITIONS)
                .setSourceIndex(0)
                .build();
    }
}
