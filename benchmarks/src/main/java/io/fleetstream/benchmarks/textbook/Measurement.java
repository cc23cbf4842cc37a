package io.fleetstream.benchmarks.textbook;

import java.util.List;

/** A reading that passed the checks; a POJO for Flink. */
public final class Measurement {
    public String deviceId;
    public String org;
    public String site;
    public String deviceType;
    public Long sequence;
    public Long timeMicros;
    public String bootId;
    public String firmware;
    public List<MetricValue> metrics;
    public long receivedAtMicros;
    public int partition;
    public long offset;
}
