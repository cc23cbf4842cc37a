/**
 * The benchmark of the writer of tables: raw binary {@code COPY}, our writer and Flink's JDBC sink,
 * each over one connection into the same table.
 */
package io.fleetstream.benchmarks.timescale;
