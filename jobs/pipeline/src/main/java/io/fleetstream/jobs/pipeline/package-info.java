/** The job pipeline: ingest, aggregate and anomaly in one graph. */
package io.fleetstream.jobs.pipeline;
