package io.fleetstream.jobs.shadow.domain;

/** How long the version of a deleted shadow counts; times in microseconds since the epoch. */
final class Tombstones {
    private static final long NANOS_PER_MICRO = 1_000L;

    private final long retention;

    Tombstones(ShadowLimits limits) {
        retention = limits.tombstoneRetention().toNanos() / NANOS_PER_MICRO;
    }

    /** Whether the shadow is a tombstone whose time is over. */
    boolean isForgotten(StoredShadow shadow, long now) {
        return shadow.deleted() && now - shadow.updatedAt() >= retention;
    }

    /** When its time is over; {@link Long#MAX_VALUE} for a shadow that is there. */
    long forgottenAt(StoredShadow shadow) {
        return shadow.deleted() ? shadow.updatedAt() + retention : Long.MAX_VALUE;
    }
}
