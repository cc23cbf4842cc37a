/**
 * What ingest remembers: the records and their descriptors. A public interface as much as a topic
 * is: types here are never renamed nor moved, components are only added, and every component may be
 * null or zero when it was not there in an older savepoint. What is kept of a device is stored as
 * bytes whose format has a number.
 */
package io.fleetstream.jobs.ingest.state;
