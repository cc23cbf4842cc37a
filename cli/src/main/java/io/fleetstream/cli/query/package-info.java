/** SQL on tables and on Parquet files, and its answers as text. */
package io.fleetstream.cli.query;
