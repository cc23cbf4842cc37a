package io.fleetstream.schemas.database;

/**
 * A row of the table fleet_settings.
 *
 * @param key name
 * @param value what holds, as PostgreSQL writes an interval
 * @param standard what held at first; empty for a setting that was added
 * @param meaning what it does
 */
public record DatabaseSetting(String key, String value, String standard, String meaning) {}
