package io.fleetstream.benchmarks.textbook;

/** A record of the raw topic: the headers that matter, and the payload; a POJO for Flink. */
public final class RawTelemetry {
    public String mqttTopic;
    public String receivedAt;
    public byte[] payload;
    public int partition;
    public long offset;
}
