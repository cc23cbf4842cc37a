/** Operators of the job. */
package io.fleetstream.jobs.anomaly.function;
