package io.fleetstream.benchmarks.textbook;

/** One value; a POJO for Flink. */
public final class MetricValue {
    public String name;
    public double value;
    public String unit;
}
