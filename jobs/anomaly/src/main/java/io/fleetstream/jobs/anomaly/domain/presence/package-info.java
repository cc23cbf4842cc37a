/**
 * Who is there: a device's own word and its silence, and many going quiet as one incident. Times
 * are epoch milliseconds of arrival, carried forward by heartbeats, so that a silent bridge makes
 * nobody offline.
 */
package io.fleetstream.jobs.anomaly.domain.presence;
