/** Clocks of devices that are steadily wrong: noticed, measured, corrected. */
package io.fleetstream.jobs.ingest.domain.clock;
