package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import java.time.Instant;

/** The tables of device shadows. */
final class ShadowTables {
    /** Of the versions of a shadow that of the youngest creation stays, of these the highest. */
    static final Table<ShadowDocument> CURRENT =
            Table.<ShadowDocument>named("device_shadows")
                    .text("device_id", ShadowDocument::getDeviceId)
                    .text("shadow_name", ShadowDocument::getShadowName)
                    .endOfKey()
                    .bigint("version", ShadowDocument::getVersion)
                    .flag("deleted", ShadowDocument::getDeleted)
                    .instant("created_at", ShadowDocument::getCreatedAt)
                    .instant("updated_at", ShadowDocument::getUpdatedAt)
                    .spelledJson("desired", ShadowDocument::getDesired)
                    .spelledJson("reported", ShadowDocument::getReported)
                    .spelledJson("metadata", ShadowDocument::getMetadata)
                    .bigint("desired_version", ShadowDocument::getDesiredVersion)
                    .bigint("reported_version", ShadowDocument::getReportedVersion)
                    .instant("pending_since", ShadowDocument::getPendingSince)
                    .keeping(
                            (fresh, old) ->
                                    "(%1$s.created_at, %1$s.version) >= (%2$s.created_at, %2$s.version)"
                                            .formatted(fresh, old),
                            document -> micros(document.getCreatedAt()),
                            ShadowDocument::getVersion)
                    .build();

    /** A version never changes; a replay writes it again as it is. */
    static final Table<ShadowDocument> HISTORY =
            Table.<ShadowDocument>named("device_shadow_history")
                    .text("device_id", ShadowDocument::getDeviceId)
                    .text("shadow_name", ShadowDocument::getShadowName)
                    .instant("created_at", ShadowDocument::getCreatedAt)
                    .bigint("version", ShadowDocument::getVersion)
                    .endOfKey()
                    .instant("updated_at", ShadowDocument::getUpdatedAt)
                    .flag("deleted", ShadowDocument::getDeleted)
                    .spelledJson("desired", ShadowDocument::getDesired)
                    .spelledJson("reported", ShadowDocument::getReported)
                    .build();

    /** An event that comes again is the same one. */
    static final Table<ShadowEvent> EVENTS =
            Table.<ShadowEvent>named("shadow_events")
                    .text("device_id", ShadowEvent::getDeviceId)
                    .text("shadow_name", ShadowEvent::getShadowName)
                    .text("kind", event -> event.getKind().name())
                    .instant("pending_since", ShadowEvent::getPendingSince)
                    .text("path", ShadowEvent::getPath)
                    .endOfKey()
                    .bigint("version", ShadowEvent::getVersion)
                    .instant("happened_at", ShadowEvent::getHappenedAt)
                    .bigint("waited_micros", ShadowEvent::getWaitedMicros)
                    .spelledJson("detail", ShadowEvent::getDetail)
                    .build();

    private ShadowTables() {}

    private static long micros(Instant time) {
        return Micros.of(time);
    }
}
