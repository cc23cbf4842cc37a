/** The job against a real Kafka and a real schema registry. */
package io.fleetstream.jobs.ingest.edge;
