/** When a reading was measured, and whether that can be. */
package io.fleetstream.jobs.ingest.domain.time;
