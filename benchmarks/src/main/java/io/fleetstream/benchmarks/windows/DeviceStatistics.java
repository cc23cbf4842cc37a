package io.fleetstream.benchmarks.windows;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The accumulator of a textbook's window: one per device, its metrics inside, which spares it a
 * shuffle and a look into state per metric; a POJO of Flink's.
 */
public final class DeviceStatistics {
    public Map<String, MetricStatistics> metrics = new HashMap<>();
    public String org;
    public String site;
    public String deviceType;
    public String model;
    public long placeMicros = Long.MIN_VALUE;

    void add(Reading reading) {
        long micros = micros(reading.getEventTime());
        long received = micros(reading.getReceivedAt());
        if (micros >= placeMicros) {
            placeMicros = micros;
            org = reading.getOrg();
            site = reading.getSite();
            deviceType = reading.getDeviceType();
            model = reading.getModel();
        }
        for (Metric metric : reading.getMetrics()) {
            metrics.computeIfAbsent(metric.getName(), name -> new MetricStatistics())
                    .add(metric, micros, received);
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
