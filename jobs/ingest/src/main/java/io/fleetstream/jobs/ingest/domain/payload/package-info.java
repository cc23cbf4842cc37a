/**
 * From bytes to {@link io.fleetstream.jobs.ingest.domain.ParsedMessage}, or to exactly one
 * rejection with its reason.
 */
package io.fleetstream.jobs.ingest.domain.payload;
