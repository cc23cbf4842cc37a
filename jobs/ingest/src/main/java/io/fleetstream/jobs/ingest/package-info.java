/** The ingest job: device payloads in, readings, dead letters, duplicates and facts out. */
package io.fleetstream.jobs.ingest;
