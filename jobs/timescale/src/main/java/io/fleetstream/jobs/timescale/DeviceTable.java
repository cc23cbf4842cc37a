package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.jdbc.RowBinder;
import io.fleetstream.jobs.timescale.domain.RegistryRow;
import io.fleetstream.schemas.DeviceFacts;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The table {@code devices}, which two topics fill, each its own columns. Organisation, site and
 * type follow the registry where it knows the device.
 */
final class DeviceTable {
    static final String FACTS =
            """
            INSERT INTO devices AS d (
                device_id, org, site, device_type,
                first_seen, firmware, boot_id, clock_offset_micros, facts_updated_at, manifest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (device_id) DO UPDATE SET
                org = CASE WHEN d.registered THEN d.org ELSE EXCLUDED.org END,
                site = CASE WHEN d.registered THEN d.site ELSE EXCLUDED.site END,
                device_type = CASE WHEN d.registered THEN d.device_type ELSE EXCLUDED.device_type END,
                first_seen = EXCLUDED.first_seen,
                firmware = EXCLUDED.firmware,
                boot_id = EXCLUDED.boot_id,
                clock_offset_micros = EXCLUDED.clock_offset_micros,
                facts_updated_at = EXCLUDED.facts_updated_at,
                manifest = EXCLUDED.manifest
            """;

    /**
     * A row without registration is a deletion from the registry: it clears the registry's columns
     * of a device that is there, and adds none.
     */
    static final String REGISTRY =
            """
            INSERT INTO devices AS d (
                device_id, registered, org, site, device_type, model, hardware, tags,
                latitude, longitude, time_zone, status, registry_updated_at)
            SELECT r.* FROM (VALUES (
                ?, ?, ?, ?, ?, ?, ?, ?::jsonb,
                ?::double precision, ?::double precision, ?, ?, ?::timestamptz)) AS r (
                device_id, registered, org, site, device_type, model, hardware, tags,
                latitude, longitude, time_zone, status, registry_updated_at)
            WHERE r.registered OR EXISTS (SELECT FROM devices WHERE device_id = r.device_id)
            ON CONFLICT (device_id) DO UPDATE SET
                registered = EXCLUDED.registered,
                org = CASE WHEN EXCLUDED.registered THEN EXCLUDED.org ELSE d.org END,
                site = CASE WHEN EXCLUDED.registered THEN EXCLUDED.site ELSE d.site END,
                device_type =
                    CASE WHEN EXCLUDED.registered THEN EXCLUDED.device_type ELSE d.device_type END,
                model = EXCLUDED.model,
                hardware = EXCLUDED.hardware,
                tags = EXCLUDED.tags,
                latitude = EXCLUDED.latitude,
                longitude = EXCLUDED.longitude,
                time_zone = EXCLUDED.time_zone,
                status = EXCLUDED.status,
                registry_updated_at = EXCLUDED.registry_updated_at
            """;

    private DeviceTable() {}

    static void bindFacts(PreparedStatement statement, DeviceFacts facts) throws SQLException {
        new RowBinder(statement)
                .text(facts.getDeviceId())
                .text(facts.getOrg())
                .text(facts.getSite())
                .text(facts.getDeviceType())
                .instant(facts.getFirstSeen())
                .text(facts.getFirmware())
                .text(facts.getBootId())
                .bigint(facts.getClockOffsetMicros())
                .instant(facts.getUpdatedAt())
                .text(facts.getManifest());
    }

    static void bindRegistry(PreparedStatement statement, RegistryRow row) throws SQLException {
        new RowBinder(statement)
                .text(row.deviceId())
                .flag(row.registered())
                .text(row.org())
                .text(row.site())
                .text(row.deviceType())
                .text(row.model())
                .text(row.hardware())
                .text(row.tagsJson())
                .number(row.latitude())
                .number(row.longitude())
                .text(row.timeZone())
                .text(row.status())
                .instant(row.updatedAt());
    }
}
