/** The job {@code timescale}: writes tables, and is the only one that knows the database. */
package io.fleetstream.jobs.timescale;
