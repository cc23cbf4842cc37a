/** Writes Parquet files straight into their columns, without a record in between. */
package io.fleetstream.connectors.parquet.file;
