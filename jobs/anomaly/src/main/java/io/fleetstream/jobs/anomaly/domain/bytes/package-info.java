/** Compact bytes for what is kept in state. */
package io.fleetstream.jobs.anomaly.domain.bytes;
