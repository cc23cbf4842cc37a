package io.fleetstream.jobs.common.testing;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Readings for tests: complete and valid, with what a test cares about set by name. */
public final class TestReadings {
    /** When the tests take place unless they say otherwise. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Reading.Builder reading;
    private final List<Metric> metrics = new ArrayList<>();

    private TestReadings(String deviceId) {
        reading =
                Reading.newBuilder()
                        .setDeviceId(deviceId)
                        .setOrg("acme")
                        .setSite("berlin")
                        .setDeviceType("thermostat")
                        .setSourcePartition(0)
                        .setSourceOffset(0);
        at(NOON);
    }

    /** A reading of that device. */
    public static TestReadings reading(String deviceId) {
        return new TestReadings(deviceId);
    }

    /** Measured then; sent as such and received 200 ms later. */
    public TestReadings at(Instant eventTime) {
        reading.setEventTime(eventTime)
                .setDeviceTime(eventTime)
                .setReceivedAt(eventTime.plusMillis(200));
        return this;
    }

    /** Of that organisation. */
    public TestReadings org(String org) {
        reading.setOrg(org);
        return this;
    }

    /** With that sequence number. */
    public TestReadings sequence(long sequence) {
        reading.setSequence(sequence);
        return this;
    }

    /** From that place in {@code telemetry.raw}. */
    public TestReadings source(int partition, long offset, int index) {
        reading.setSourcePartition(partition).setSourceOffset(offset).setSourceIndex(index);
        return this;
    }

    /** With one more good value. */
    public TestReadings metric(String name, double value, String unit) {
        metrics.add(new Metric(name, value, unit, Quality.GOOD, null, null, null));
        return this;
    }

    /** The reading; with a temperature if no metric was given. */
    public Reading build() {
        if (metrics.isEmpty()) {
            metric("temperature", 21.5, "Cel");
        }
        return reading.setMetrics(List.copyOf(metrics)).build();
    }
}
