package io.fleetstream.jobs.ingest.state;

/**
 * What ingest has learnt about a device; times in microseconds since the epoch.
 *
 * @param firstSeen arrival of its first accepted message
 * @param firmware version it reported last; null if it never did
 * @param bootId boot it reported last; null if it never did
 * @param reportedAt time of the reading that said so; an older one does not overrule it
 * @param registered whether the registry knew it when its facts were published last
 * @param clockOffset its clock minus ours, in microseconds; null if it is in sync or not known
 * @param manifest manifest by which it was registered; null for none
 */
public record FactsRow(
        long firstSeen,
        String firmware,
        String bootId,
        long reportedAt,
        boolean registered,
        Long clockOffset,
        String manifest) {}
