/**
 * What has been gathered and is not published yet: sorted sections, one per organisation and hour,
 * many of them in one file, where no reader of the archive looks.
 */
package io.fleetstream.connectors.parquet.staging;
