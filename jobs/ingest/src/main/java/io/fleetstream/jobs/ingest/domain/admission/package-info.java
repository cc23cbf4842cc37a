/** What becomes of a message that its device is allowed to send. */
package io.fleetstream.jobs.ingest.domain.admission;
