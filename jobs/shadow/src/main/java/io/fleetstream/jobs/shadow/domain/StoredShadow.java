package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;

/**
 * A shadow, or what is remembered of a deleted one. All numbers are varints; the first is the
 * version of the form, so that a later one can read what this one has written.
 *
 * <pre>form, flags, version, createdAt, updatedAt, desiredVersion, reportedVersion, pendingSince,
 * desired?, reported?</pre>
 *
 * <p>A section is its size as JSON, the length of its bytes, and those.
 *
 * @param deleted whether it is a tombstone
 * @param stuck whether it has been told that desired was not reached in time
 * @param version the version
 * @param createdAt arrival of the request that created it, microseconds since the epoch
 * @param updatedAt arrival of the request that changed it last
 * @param desiredVersion version at which desired was named last; 0 for never
 * @param reportedVersion version at which reported was named last; 0 for never
 * @param pendingSince since when what is desired now differs from what is reported; 0 if it does
 *     not
 * @param desired null for an absent section
 * @param reported null for an absent section
 */
record StoredShadow(
        boolean deleted,
        boolean stuck,
        long version,
        long createdAt,
        long updatedAt,
        long desiredVersion,
        long reportedVersion,
        long pendingSince,
        StoredSection desired,
        StoredSection reported) {
    private static final int FORM = 1;
    private static final int DELETED = 1;
    private static final int DESIRED = 2;
    private static final int REPORTED = 4;
    private static final int STUCK = 8;

    /** Reads what {@link #toBytes} wrote; what it says refers to the array. */
    static StoredShadow of(byte[] stored) {
        BinaryIn in = new BinaryIn(stored, 0);
        long form = in.varint();
        if (form != FORM) {
            throw new IllegalStateException("a shadow in state has the unknown form " + form);
        }
        long flags = in.varint();
        return new StoredShadow(
                (flags & DELETED) != 0,
                (flags & STUCK) != 0,
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                (flags & DESIRED) == 0 ? null : StoredSection.read(stored, in),
                (flags & REPORTED) == 0 ? null : StoredSection.read(stored, in));
    }

    byte[] toBytes(BinaryOut out) {
        out.reset();
        out.putVarint(FORM);
        out.putVarint(
                (deleted ? DELETED : 0)
                        | (stuck ? STUCK : 0)
                        | (desired == null ? 0 : DESIRED)
                        | (reported == null ? 0 : REPORTED));
        out.putVarint(version).putVarint(createdAt).putVarint(updatedAt);
        out.putVarint(desiredVersion).putVarint(reportedVersion).putVarint(pendingSince);
        if (desired != null) {
            desired.writeTo(out);
        }
        if (reported != null) {
            reported.writeTo(out);
        }
        return out.toBytes();
    }

    /** The tree of desired; null if absent. */
    ObjectNode desiredTree() {
        return desired == null ? null : desired.tree();
    }

    /** The tree of reported; null if absent. */
    ObjectNode reportedTree() {
        return reported == null ? null : reported.tree();
    }

    /** Size of the document as the limit counts it. */
    int documentBytes() {
        return (desired == null ? 0 : desired.jsonSize())
                + (reported == null ? 0 : reported.jsonSize());
    }

    StoredShadow markedStuck() {
        return new StoredShadow(
                deleted,
                true,
                version,
                createdAt,
                updatedAt,
                desiredVersion,
                reportedVersion,
                pendingSince,
                desired,
                reported);
    }
}
