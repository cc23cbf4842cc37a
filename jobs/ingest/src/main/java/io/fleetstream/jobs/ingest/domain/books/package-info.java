/** What became of the messages of a device, by hour of arrival. */
package io.fleetstream.jobs.ingest.domain.books;
