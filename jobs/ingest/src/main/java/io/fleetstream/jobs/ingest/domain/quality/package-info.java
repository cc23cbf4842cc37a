/**
 * Whether a reading is what its model promises, and whether its values are to be believed: units,
 * ranges, lists of values, rates of change.
 */
package io.fleetstream.jobs.ingest.domain.quality;
