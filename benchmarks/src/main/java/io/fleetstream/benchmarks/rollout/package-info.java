/**
 * The benchmark of rollouts: what a record costs, what a device takes, and how fast a million
 * devices are told, or not told any more.
 */
package io.fleetstream.benchmarks.rollout;
