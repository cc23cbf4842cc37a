/** What is added to a reading from the registry, the models and the device's own past. */
package io.fleetstream.jobs.ingest.domain.enrich;
