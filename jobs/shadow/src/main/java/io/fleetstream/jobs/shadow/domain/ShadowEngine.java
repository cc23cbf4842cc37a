package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicy;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.Patch;
import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
import io.fleetstream.jobs.shadow.domain.request.Fault;
import io.fleetstream.jobs.shadow.domain.request.Operation;
import io.fleetstream.jobs.shadow.domain.request.RequestReader;
import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Delta;
import io.fleetstream.jobs.shadow.domain.tree.Merge;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a shadow does with a request: a function of the shadow as stored, the request and nothing
 * else, with the same bytes for the same input. It never fails: whatever the request is, the first
 * answer says what became of it. For one thread at a time, because it keeps its buffers.
 */
public final class ShadowEngine {
    private static final int MOST_ANSWERS = 3;

    private final ShadowLimits limits;
    private final WriterRoles roles;
    private final Unverified rules;
    private final Extensions extensions;
    private final RequestReader reader;
    private final Merge merge;
    private final Messages messages;
    private final DocumentsMessage documents;
    private final BinaryOut buffer = new BinaryOut();

    /** An engine in which everybody may write everything, as in AWS. */
    public ShadowEngine(ShadowLimits limits, Unverified rules) {
        this(limits, WriterRoles.OPEN, rules, Extensions.NONE);
    }

    /** An engine without extensions. */
    public ShadowEngine(ShadowLimits limits, WriterRoles roles, Unverified rules) {
        this(limits, roles, rules, Extensions.NONE);
    }

    /** An engine. */
    public ShadowEngine(
            ShadowLimits limits, WriterRoles roles, Unverified rules, Extensions extensions) {
        this.limits = limits;
        this.roles = roles;
        this.rules = rules;
        this.extensions = extensions;
        this.reader =
                new RequestReader(
                        limits.maxRequestBytes(),
                        limits.maxDepth(),
                        limits.maxTokenBytes(),
                        rules.nullTokenIsAbsent(),
                        rules.deltaMemberIgnored());
        this.merge = new Merge(rules.emptyObjectKeepsContent(), rules.emptiedObjectStays());
        this.messages = new Messages(rules.metadataOfDeltaInGet());
        this.documents = new DocumentsMessage(rules.previousIsNull());
    }

    /**
     * Answers a request.
     *
     * @param stored the shadow; null if there is none. Neither copied nor written into
     */
    public Outcome handle(byte[] stored, ShadowRequest request) {
        return handle(stored, request, null);
    }

    /**
     * Answers a request.
     *
     * @param stored the shadow; null if there is none. Neither copied nor written into
     * @param extras what is remembered beside it; null if nothing ever is. Changed, which counts
     *     only if the outcome has a change
     */
    public Outcome handle(byte[] stored, ShadowRequest arrived, Extras extras) {
        StoredShadow old = stored == null ? null : StoredShadow.of(stored);
        if (old != null && isForgotten(old, arrived.receivedAt())) {
            old = null;
        }
        // what stands behind another request in the log did not come before it, whatever it says
        ShadowRequest request =
                old == null || arrived.receivedAt() >= old.updatedAt()
                        ? arrived
                        : arrived.at(old.updatedAt());
        UpdateRequest asked = read(request);
        Text token = asked.clientToken();
        Fault fault = request.truncated() ? Fault.TOO_LARGE : asked.first(rules.checkOrder());
        if (fault != null) {
            return refused(stored, request, Refusals.error(fault), message(fault, asked), token);
        }
        if (request.inFlight() > limits.maxInFlight()) {
            return refused(
                    stored,
                    request,
                    ShadowError.TOO_MANY_REQUESTS,
                    rules.tooManyRequestsMessage(),
                    token);
        }
        if (roles.forbids(request.writer(), asked)) {
            return refused(
                    stored, request, ShadowError.FORBIDDEN, ShadowError.FORBIDDEN.message(), token);
        }
        String wrong = wrongProperty(request, extras);
        if (wrong != null) {
            return refused(
                    stored,
                    request,
                    ShadowError.INVALID_PROPERTY,
                    ShadowError.INVALID_PROPERTY.message() + wrong,
                    token);
        }
        if (request.topic().operation() == Operation.UPDATE) {
            return update(stored, old, request, asked, extras);
        }
        if (old == null || old.deleted()) {
            return refused(
                    stored,
                    request,
                    ShadowError.NO_SHADOW,
                    ShadowError.NO_SHADOW.message() + "'" + request.topic().spokenName() + "'",
                    token);
        }
        if (request.topic().operation() == Operation.GET) {
            return get(stored, old, request, token);
        }
        ShadowError conflict = conditionError(old, request.properties());
        if (conflict != null) {
            return refused(stored, request, conflict, conflict.message(), token);
        }
        if (extras != null) {
            extras.deleted(request.properties(), request.receivedAt());
        }
        return delete(old, request, token);
    }

    /** Name of the property for which a request is refused; null for none. */
    private static String wrongProperty(ShadowRequest request, Extras extras) {
        String wrong = request.properties().wrong();
        boolean writes = request.topic().operation() != Operation.GET;
        return wrong == null && writes && extras != null && !extras.hasRoomFor(request.properties())
                ? "vector-clock"
                : wrong;
    }

    /** Whether the stored shadow is a tombstone whose time is over. */
    public boolean isForgotten(byte[] stored, long nowMicros) {
        return isForgotten(StoredShadow.of(stored), nowMicros);
    }

    /**
     * The delta of the shadow once more, byte by byte as at its last version; null if nothing is
     * desired that is not reported.
     *
     * @param token client token of the request that made the version, as JSON; null if it had none
     */
    public byte[] deltaAgain(byte[] stored, Text token) {
        StoredShadow shadow = StoredShadow.of(stored);
        if (shadow.pendingSince() == 0) {
            return null;
        }
        return messages.delta(
                Delta.of(shadow.desiredTree(), shadow.reportedTree()),
                shadow.version(),
                ShadowRequest.seconds(shadow.updatedAt()),
                token);
    }

    /**
     * When the time of a tombstone is over, microseconds since the epoch; {@link Long#MAX_VALUE}
     * for a shadow that is there.
     */
    public long forgottenAt(byte[] stored) {
        StoredShadow shadow = StoredShadow.of(stored);
        return shadow.deleted() ? shadow.updatedAt() + retentionMicros() : Long.MAX_VALUE;
    }

    private boolean isForgotten(StoredShadow shadow, long nowMicros) {
        return shadow.deleted() && nowMicros - shadow.updatedAt() >= retentionMicros();
    }

    private long retentionMicros() {
        return limits.tombstoneRetention().toNanos() / 1_000;
    }

    private UpdateRequest read(ShadowRequest request) {
        Operation operation = request.topic().operation();
        if (operation == Operation.UPDATE) {
            return reader.update(request.payload(), request.seconds());
        }
        UpdateRequest asked = reader.tokenOnly(request.payload());
        boolean refuses =
                operation == Operation.GET
                        ? rules.getRefusesBadJson()
                        : rules.deleteRefusesBadJson();
        return refuses || asked.first(Refusals.UNREADABLE) == null
                ? asked
                : reader.tokenOnly(Refusals.NOTHING);
    }

    private Outcome update(
            byte[] stored,
            StoredShadow old,
            ShadowRequest request,
            UpdateRequest asked,
            Extras extras) {
        ShadowError conflict = versionError(old, asked, request);
        if (conflict != null) {
            return refused(stored, request, conflict, conflict.message(), asked.clientToken());
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
            return refused(
                    stored,
                    request,
                    ShadowError.TOO_LARGE,
                    ShadowError.TOO_LARGE.message(),
                    asked.clientToken());
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
        return accepted(alive, next, asked, request, delta);
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

    private static ShadowError conditionError(StoredShadow old, RequestProperties properties) {
        long desired = old == null ? 0 : old.desiredVersion();
        long reported = old == null ? 0 : old.reportedVersion();
        boolean holds =
                (properties.desiredVersion() < 0 || properties.desiredVersion() == desired)
                        && (properties.reportedVersion() < 0
                                || properties.reportedVersion() == reported);
        return holds ? null : ShadowError.VERSION_CONFLICT;
    }

    private ShadowError versionError(StoredShadow old, UpdateRequest asked, ShadowRequest request) {
        ShadowError condition = conditionError(old, request.properties());
        if (condition != null) {
            return condition;
        }
        if (!asked.isVersioned()
                || extensions.conflicts().of(request.topic().name()) == ConflictPolicy.MERGE) {
            return null;
        }
        if (old != null && (!old.deleted() || rules.tombstoneIsVersioned())) {
            return asked.version() == old.version() ? null : ShadowError.VERSION_CONFLICT;
        }
        return rules.versionOneCreates() && asked.version() == 1
                ? null
                : ShadowError.INVALID_VERSION;
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

    private Outcome accepted(
            StoredShadow alive,
            StoredShadow next,
            UpdateRequest asked,
            ShadowRequest request,
            ObjectNode delta) {
        long now = request.seconds();
        Text token = asked.clientToken();
        String prefix = request.topic().prefix();
        List<Answer> answers = new ArrayList<>(MOST_ANSWERS);
        answers.add(
                new Answer(
                        prefix + "update/accepted",
                        messages.updateAccepted(asked, next.version(), now)));
        if (delta.size() > 0) {
            answers.add(
                    new Answer(
                            prefix + "update/delta",
                            messages.delta(delta, next.version(), now, token)));
        }
        DocumentsMessage.Written written = documents.write(alive, next, now, token);
        answers.add(new Answer(prefix + "update/documents", written.payload()));
        Change change =
                new Change(
                        next.version(),
                        false,
                        next.createdAt(),
                        next.updatedAt(),
                        next.desiredVersion(),
                        next.reportedVersion(),
                        next.pendingSince(),
                        written.desired(),
                        written.reported(),
                        written.metadata());
        // a device that reports and clears what was desired in one request has reached it
        boolean reached =
                alive != null
                        && alive.pendingSince() != 0
                        && next.pendingSince() == 0
                        && Delta.of(alive.desiredTree(), next.reportedTree()).size() == 0;
        return new Outcome(
                next.toBytes(buffer),
                change,
                answers,
                null,
                reached ? next.updatedAt() - alive.pendingSince() : Outcome.NOT_NOW);
    }

    private Outcome get(byte[] stored, StoredShadow shadow, ShadowRequest request, Text token) {
        ObjectNode delta = Delta.of(shadow.desiredTree(), shadow.reportedTree());
        byte[] payload = messages.getAccepted(shadow, delta, request.seconds(), token);
        return new Outcome(
                stored,
                null,
                List.of(new Answer(request.topic().answer("accepted"), payload)),
                null,
                Outcome.NOT_NOW);
    }

    private Outcome delete(StoredShadow shadow, ShadowRequest request, Text token) {
        StoredShadow tombstone =
                new StoredShadow(
                        true,
                        false,
                        shadow.version() + (rules.tombstoneTakesVersion() ? 1 : 0),
                        shadow.createdAt(),
                        request.receivedAt(),
                        0,
                        0,
                        0,
                        null,
                        null);
        Change change =
                new Change(
                        tombstone.version(),
                        true,
                        tombstone.createdAt(),
                        tombstone.updatedAt(),
                        0,
                        0,
                        0,
                        null,
                        null,
                        null);
        byte[] payload = messages.deleteAccepted(shadow.version(), request.seconds(), token);
        return new Outcome(
                tombstone.toBytes(buffer),
                change,
                List.of(new Answer(request.topic().answer("accepted"), payload)),
                null,
                Outcome.NOT_NOW);
    }

    private String message(Fault fault, UpdateRequest asked) {
        String message = Refusals.error(fault).message();
        return switch (fault) {
            case TOO_DEEP -> message + limits.maxDepth();
            case STATE_MEMBER ->
                    rules.invalidNodeIsNamed()
                            ? message + ": '" + asked.strangeMember() + "'"
                            : message;
            case NULL_IN_ARRAY -> rules.nullInArrayMessage();
            default -> message;
        };
    }

    private Outcome refused(
            byte[] stored, ShadowRequest request, ShadowError error, String message, Text token) {
        byte[] payload = messages.rejected(error.code(), message, token);
        return new Outcome(
                stored,
                null,
                List.of(new Answer(request.topic().answer("rejected"), payload)),
                error,
                Outcome.NOT_NOW);
    }
}
