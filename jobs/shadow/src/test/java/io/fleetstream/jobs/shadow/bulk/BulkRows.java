package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.BulkKind;
import java.util.Map;

/** Bulk requests and devices for tests; times in seconds. */
final class BulkRows {
    private BulkRows() {}

    static BulkRow shadow(String id, String selector, long at) {
        return new BulkRow(
                id,
                BulkKind.SHADOW,
                selector,
                "",
                "{\"state\":{\"desired\":{\"a\":1}}}",
                Map.of("ttl", "PT1H"),
                at * 1_000_000,
                at * 1_000_000);
    }

    static BulkRow command(String id, String selector, long at) {
        return new BulkRow(
                id,
                BulkKind.COMMAND,
                selector,
                "",
                "{\"command_id\":\"" + id + "\",\"command\":\"reboot\"}",
                Map.of(),
                at * 1_000_000,
                at * 1_000_000);
    }

    static RowChange device(String id, String site, long updatedAt) {
        return RowChange.registry(
                id,
                new DeviceRow(
                        "acme",
                        site,
                        "pump",
                        "m-1",
                        null,
                        "ACTIVE",
                        Map.of("zone", "a"),
                        updatedAt * 1_000_000));
    }

    static RowChange firmware(String id, String firmware, long updatedAt) {
        return RowChange.firmware(id, firmware, updatedAt * 1_000_000);
    }
}
