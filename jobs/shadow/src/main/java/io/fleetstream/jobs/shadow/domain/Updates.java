package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.Patch;
import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Delta;
import io.fleetstream.jobs.shadow.domain.tree.Merge;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What an update that was understood makes of a shadow. */
final class Updates {
    private final ShadowLimits limits;
    private final VersionCheck versions;
    private final Outcomes outcomes;
    private final Merge merge;
    private final BinaryOut buffer = new BinaryOut();

    Updates(ShadowLimits limits, Unverified rules, VersionCheck versions, Outcomes outcomes) {
        this.limits = limits;
        this.versions = versions;
        this.outcomes = outcomes;
        this.merge = new Merge(rules.emptyObjectKeepsContent(), rules.emptiedObjectStays());
    }

    /**
     * Does it, or refuses it.
     *
     * @param stored the shadow as it is stored; null if there is none
     * @param old the same as far as it counts; null if there is none, or a tombstone forgotten
     */
    Outcome handle(
            byte[] stored,
            StoredShadow old,
            ShadowRequest request,
            UpdateRequest asked,
            Extras extras) {
        ShadowError conflict = versions.update(old, asked, request);
        if (conflict != null) {
            return outcomes.refused(stored, request, conflict, asked.clientToken());
        }
        StoredShadow alive = old == null || old.deleted() ? null : old;
        Patch patch = Patch.of(asked, request.properties().replaces());
        if (request.writer() == Writer.EXPIRY || extras != null) {
            Optional<Patch> admitted = admitted(patch, alive, request, extras);
            if (admitted.isEmpty()) {
                return new Outcome(stored, null, List.of(), null, Outcome.NOT_NOW);
            }
            patch = admitted.get();
        }
        long now = request.seconds();
        StoredSection desired = alive == null ? null : alive.desired();
        StoredSection reported = alive == null ? null : alive.reported();
        desired = merged(merged(desired, patch.clearDesired(), now), patch.desired(), now);
        reported = merged(merged(reported, patch.clearReported(), now), patch.reported(), now);
        int size =
                (desired == null ? 0 : desired.jsonSize())
                        + (reported == null ? 0 : reported.jsonSize());
        if (size > limits.maxDocumentBytes()) {
            return outcomes.refused(stored, request, ShadowError.TOO_LARGE, asked.clientToken());
        }
        ObjectNode delta =
                Delta.of(
                        desired == null ? null : desired.tree(),
                        reported == null ? null : reported.tree());
        StoredShadow next = next(old, alive, asked, request, desired, reported, delta.size() > 0);
        if (extras != null) {
            extras.accepted(
                    asked.clientToken(), delta.size() > 0, next::desiredTree, next::reportedTree);
        }
        return outcomes.accepted(alive, next, asked, request, delta);
    }

    private static Optional<Patch> admitted(
            Patch patch, StoredShadow alive, ShadowRequest request, Extras extras) {
        return extras == null
                ? Optional.empty()
                : extras.admit(
                        patch,
                        request.properties(),
                        request.writer() == Writer.EXPIRY,
                        request.receivedAt(),
                        () -> alive == null ? null : alive.desiredTree(),
                        () -> alive == null ? null : alive.reportedTree());
    }

    /** The section after the request: the same object if nothing in it was named. */
    private StoredSection merged(StoredSection old, Section section, long now) {
        return switch (section.kind()) {
            case NULL -> null;
            case OBJECT -> {
                ObjectNode base = old == null ? ObjectNode.EMPTY : old.tree();
                ObjectNode tree = merge.apply(base, section.content());
                yield tree == base ? old : StoredSection.of(tree, now, buffer);
            }
            default -> old;
        };
    }

    private static StoredShadow next(
            StoredShadow old,
            StoredShadow alive,
            UpdateRequest asked,
            ShadowRequest request,
            StoredSection desired,
            StoredSection reported,
            boolean differs) {
        long version = old == null ? 1 : old.version() + 1;
        long now = request.receivedAt();
        boolean namesDesired = names(asked, asked.desired());
        boolean namesReported = names(asked, asked.reported());
        boolean wasPending = alive != null && alive.pendingSince() != 0;
        boolean sameDesired = alive != null && alive.desired() == desired;
        boolean goesOn = wasPending && sameDesired;
        return new StoredShadow(
                false,
                differs && goesOn && alive.stuck(),
                version,
                old == null ? now : old.createdAt(),
                now,
                namesDesired ? version : alive == null ? 0 : alive.desiredVersion(),
                namesReported ? version : alive == null ? 0 : alive.reportedVersion(),
                !differs ? 0 : goesOn ? alive.pendingSince() : now,
                desired,
                reported);
    }

    private static boolean names(UpdateRequest asked, Section section) {
        return asked.isStateNull() || section.kind() != Section.Kind.ABSENT;
    }
}
