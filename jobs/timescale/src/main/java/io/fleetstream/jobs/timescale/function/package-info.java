/** Operators of the job {@code timescale}. */
package io.fleetstream.jobs.timescale.function;
