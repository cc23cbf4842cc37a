/**
 * Writes tables of PostgreSQL and TimescaleDB at the speed of {@code COPY}, at least once and
 * without trace of what comes twice. {@link io.fleetstream.connectors.postgres.TableStreams} is the
 * door for jobs.
 */
package io.fleetstream.connectors.postgres;
