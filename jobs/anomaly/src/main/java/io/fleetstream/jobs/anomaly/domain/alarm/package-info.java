/**
 * Alarms as state machines in plain Java: from a state, an input and its time to a state and what
 * happened. Times are epoch milliseconds of arrival or event time, as the caller has decided; the
 * clock of a machine is never read.
 */
package io.fleetstream.jobs.anomaly.domain.alarm;
