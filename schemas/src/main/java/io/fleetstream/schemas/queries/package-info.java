/** Questions fleet owners ask, as SQL for the tables and for the Parquet files. */
package io.fleetstream.schemas.queries;
