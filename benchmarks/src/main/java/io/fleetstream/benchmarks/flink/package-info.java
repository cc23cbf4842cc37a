/** A Flink cluster inside a measured process, and the window over which a job is measured. */
package io.fleetstream.benchmarks.flink;
