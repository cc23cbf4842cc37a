/** Rows of the archive: their columns, and how values of a record get into them. */
package io.fleetstream.connectors.parquet.row;
