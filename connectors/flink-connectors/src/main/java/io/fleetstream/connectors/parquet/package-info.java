/** Parquet end of Flink jobs: files in directories by organisation and hour. */
package io.fleetstream.connectors.parquet;
