/** PostgreSQL and TimescaleDB end of Flink jobs. */
package io.fleetstream.connectors.jdbc;
