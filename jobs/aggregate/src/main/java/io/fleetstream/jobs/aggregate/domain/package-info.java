/**
 * What is decided about windows, in plain Java: samples and panes, accumulators and sketches, when
 * a window of a device closes, is revised and is final. Times are microseconds since the epoch.
 * Knows neither Flink nor Kafka.
 */
package io.fleetstream.jobs.aggregate.domain;
