/**
 * All rules for one device: readings, orders and status messages in, alarms out. Values are judged
 * in event time behind a reorder bound, presence in arrival time; both depend on nothing but what
 * arrived when. Times are epoch milliseconds.
 */
package io.fleetstream.jobs.anomaly.domain.watch;
