/** The aggregate job: readings in, rows of windows, revised when values come late, out. */
package io.fleetstream.jobs.aggregate;
