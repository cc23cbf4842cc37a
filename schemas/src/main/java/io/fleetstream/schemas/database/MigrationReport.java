package io.fleetstream.schemas.database;

/**
 * What {@link DatabaseMigrator#migrate} did.
 *
 * @param from version of the schema before; empty text for an empty database
 * @param to version of the schema now
 * @param applied number of migrations applied; 0 if the database was up to date
 */
public record MigrationReport(String from, String to, int applied) {}
