/** Where a measured process spends its time, drawn from what the JVM's flight recorder sampled. */
package io.fleetstream.benchmarks.flame;
