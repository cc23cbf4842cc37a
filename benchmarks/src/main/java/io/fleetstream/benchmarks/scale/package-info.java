/** The benchmark of ingest's state: the same messages from small and from large fleets. */
package io.fleetstream.benchmarks.scale;
