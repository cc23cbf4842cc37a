/** Rows of the tables and how they follow from records; pure Java. */
package io.fleetstream.jobs.timescale.domain;
