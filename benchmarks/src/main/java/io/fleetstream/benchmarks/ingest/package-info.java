/** The benchmark of the ingest job beside a bare consumer and a job that does nothing. */
package io.fleetstream.benchmarks.ingest;
