/** Which messages of a device are new, and which repeat one that was accepted before. */
package io.fleetstream.jobs.ingest.domain.sequence;
