/**
 * Units of measurement by their UCUM codes, and conversions between them.
 *
 * <p>Own code, because the libraries tried give wrong answers: {@code systems-ucum} 2.2 takes
 * {@code [HP]} for a 550th of itself and knows neither {@code [degR]} nor {@code 10*3}; {@code
 * org.fhir:ucum} 1.0.8 converts no temperatures and takes stack and time from texts made to be
 * slow. On what the first one reads correctly, this package agrees with it.
 */
package io.fleetstream.jobs.ingest.domain.units;
