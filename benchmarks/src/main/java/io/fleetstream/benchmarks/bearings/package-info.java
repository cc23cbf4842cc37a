/** Bearings recorded until they failed, followed by the health monitor of the job anomaly. */
package io.fleetstream.benchmarks.bearings;
