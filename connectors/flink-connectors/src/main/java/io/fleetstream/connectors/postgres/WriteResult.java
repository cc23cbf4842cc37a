package io.fleetstream.connectors.postgres;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param rows rows in it, one per key
 * @param copied rows that were copied straight into the table
 * @param upserted rows that took the way by the staging table
 * @param changed those of them that were new, or changed a row
 * @param refused rows the database will never take
 */
record WriteResult<T>(
        int rows, int copied, int upserted, int changed, List<RefusedRow<T>> refused) {}
