/** The statistics of the rollout gate, by simulation. */
package io.fleetstream.benchmarks.gate;
