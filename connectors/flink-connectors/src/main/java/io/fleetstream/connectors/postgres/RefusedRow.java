package io.fleetstream.connectors.postgres;

/**
 * A row the database will never take.
 *
 * @param row the row
 * @param rejection why
 */
record RefusedRow<T>(T row, Rejection rejection) {}
