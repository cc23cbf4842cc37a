/**
 * Brings a database to the tables this version writes. Needs Flyway and the PostgreSQL driver,
 * which are optional dependencies of this module.
 */
package io.fleetstream.schemas.database;
