/** Units of measurement by their UCUM codes, and conversions between them. */
package io.fleetstream.jobs.ingest.domain.units;
