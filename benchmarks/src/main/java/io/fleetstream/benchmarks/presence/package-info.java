/**
 * The benchmark of presence: what devices that may fall silent cost, and how late they are missed.
 */
package io.fleetstream.benchmarks.presence;
