/** Detectors: how unusual the values of a stream are, learned from that stream alone. */
package io.fleetstream.jobs.anomaly.domain.detector;
