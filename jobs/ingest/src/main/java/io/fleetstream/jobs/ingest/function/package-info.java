/** The operators of ingest: they load, call the domain, store and emit. */
package io.fleetstream.jobs.ingest.function;
