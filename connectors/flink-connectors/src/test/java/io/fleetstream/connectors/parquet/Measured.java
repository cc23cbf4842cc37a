package io.fleetstream.connectors.parquet;

/** A row of the tests. */
record Measured(String org, String device, long micros, String metric, Double value, String note) {
    static Measured of(String org, String device, long micros, String metric, double value) {
        return new Measured(org, device, micros, metric, value, null);
    }
}
