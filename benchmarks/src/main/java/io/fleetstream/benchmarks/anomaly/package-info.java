/**
 * The anomaly detector over labelled recordings: alerts scored by the rules of the Numenta Anomaly
 * Benchmark, severities by how well they rank, and what a value costs.
 */
package io.fleetstream.benchmarks.anomaly;
