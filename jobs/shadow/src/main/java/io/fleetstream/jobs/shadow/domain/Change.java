package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.tree.Text;

/**
 * What a request made of a shadow, for the log of documents.
 *
 * @param version version now; of a deleted shadow that of its deletion
 * @param deleted whether the shadow is gone
 * @param createdAt arrival of the request that created it, microseconds since the epoch; versions
 *     count from there
 * @param updatedAt arrival of the request that made the change
 * @param desiredVersion version at which desired was named last; 0 for never
 * @param reportedVersion version at which reported was named last; 0 for never
 * @param pendingSince since when what is desired differs from what is reported; 0 if it does not
 * @param desired JSON of the section; null if absent
 * @param reported JSON of the section; null if absent
 * @param metadata JSON of the metadata; null of a deleted shadow
 */
public record Change(
        long version,
        boolean deleted,
        long createdAt,
        long updatedAt,
        long desiredVersion,
        long reportedVersion,
        long pendingSince,
        Text desired,
        Text reported,
        Text metadata) {}
