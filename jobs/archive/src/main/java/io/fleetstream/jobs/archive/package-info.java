/** The job {@code archive}: writes Parquet, and is the only one that knows files. */
package io.fleetstream.jobs.archive;
