package io.fleetstream.jobs.shadow.state;

import io.fleetstream.schemas.BulkKind;
import java.util.Map;

/**
 * A bulk request. Times in microseconds since the epoch.
 *
 * @param bulkId identity of the request
 * @param kind what is asked
 * @param selector which devices
 * @param shadowName name of the shadow; empty for the classic one
 * @param payload JSON of the update, or of the command
 * @param properties what travels with the request as user properties do
 * @param createdAt when the operator asked
 * @param receivedAt when it was appended to its topic
 */
public record BulkRow(
        String bulkId,
        BulkKind kind,
        String selector,
        String shadowName,
        String payload,
        Map<String, String> properties,
        long createdAt,
        long receivedAt) {
    /** Fills in what an older savepoint does not have. */
    public BulkRow {
        properties = properties == null ? Map.of() : properties;
    }
}
