/** What the archive's own sink costs beside Parquet's writer, and how small its files are. */
package io.fleetstream.benchmarks.parquet;
