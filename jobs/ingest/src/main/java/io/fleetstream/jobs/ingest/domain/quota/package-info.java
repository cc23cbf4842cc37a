/** How much a device may send. */
package io.fleetstream.jobs.ingest.domain.quota;
