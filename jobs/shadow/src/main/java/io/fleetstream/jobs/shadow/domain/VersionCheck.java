package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicy;
import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;

/** Whether a request was made for the shadow that is there; the error if it was not, else null. */
final class VersionCheck {
    private final Unverified rules;
    private final ConflictPolicies conflicts;

    VersionCheck(Unverified rules, ConflictPolicies conflicts) {
        this.rules = rules;
        this.conflicts = conflicts;
    }

    /**
     * Of the counters of the sections.
     *
     * @param old the shadow, or its tombstone; null if there is none
     */
    ShadowError condition(StoredShadow old, RequestProperties properties) {
        long desired = old == null ? 0 : old.desiredVersion();
        long reported = old == null ? 0 : old.reportedVersion();
        boolean holds =
                (properties.desiredVersion() < 0 || properties.desiredVersion() == desired)
                        && (properties.reportedVersion() < 0
                                || properties.reportedVersion() == reported);
        return holds ? null : ShadowError.VERSION_CONFLICT;
    }

    /**
     * Of an update, its version as well.
     *
     * @param old the shadow, or its tombstone; null if there is none
     */
    ShadowError update(StoredShadow old, UpdateRequest asked, ShadowRequest request) {
        ShadowError condition = condition(old, request.properties());
        if (condition != null) {
            return condition;
        }
        if (!asked.isVersioned() || conflicts.of(request.topic().name()) == ConflictPolicy.MERGE) {
            return null;
        }
        if (old != null && (!old.deleted() || rules.tombstoneIsVersioned())) {
            return asked.version() == old.version() ? null : ShadowError.VERSION_CONFLICT;
        }
        return rules.versionOneCreates() && asked.version() == 1
                ? null
                : ShadowError.INVALID_VERSION;
    }
}
