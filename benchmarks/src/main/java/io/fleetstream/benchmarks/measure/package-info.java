/** Samples of single drains and the statistics that compare them. */
package io.fleetstream.benchmarks.measure;
