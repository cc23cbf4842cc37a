package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.request.Fault;
import io.fleetstream.jobs.shadow.domain.request.Operation;
import io.fleetstream.jobs.shadow.domain.request.RequestReader;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.Delta;
import io.fleetstream.jobs.shadow.domain.tree.Text;

/**
 * What a shadow does with a request: a function of the shadow as stored, the request and nothing
 * else, with the same bytes for the same input. It never fails: whatever the request is, the first
 * answer says what became of it. For one thread at a time, because it keeps its buffers.
 */
public final class ShadowEngine {
    private final ShadowLimits limits;
    private final WriterRoles roles;
    private final Unverified rules;
    private final RequestReader reader;
    private final Messages messages;
    private final Tombstones tombstones;
    private final VersionCheck versions;
    private final Outcomes outcomes;
    private final Updates updates;

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
        this.reader =
                new RequestReader(
                        limits.maxRequestBytes(),
                        limits.maxDepth(),
                        limits.maxTokenBytes(),
                        rules.nullTokenIsAbsent(),
                        rules.deltaMemberIgnored());
        this.messages = new Messages(rules.metadataOfDeltaInGet());
        this.tombstones = new Tombstones(limits);
        this.versions = new VersionCheck(rules, extensions.conflicts());
        this.outcomes = new Outcomes(limits, rules, messages);
        this.updates = new Updates(limits, rules, versions, outcomes);
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
        if (old != null && tombstones.isForgotten(old, arrived.receivedAt())) {
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
            return outcomes.refused(stored, request, fault, asked);
        }
        if (request.inFlight() > limits.maxInFlight()) {
            return outcomes.refused(
                    stored,
                    request,
                    ShadowError.TOO_MANY_REQUESTS,
                    rules.tooManyRequestsMessage(),
                    token);
        }
        if (roles.forbids(request.writer(), asked)) {
            return outcomes.refused(stored, request, ShadowError.FORBIDDEN, token);
        }
        String wrong = wrongProperty(request, extras);
        if (wrong != null) {
            return outcomes.refused(
                    stored,
                    request,
                    ShadowError.INVALID_PROPERTY,
                    ShadowError.INVALID_PROPERTY.message() + wrong,
                    token);
        }
        if (request.topic().operation() == Operation.UPDATE) {
            return updates.handle(stored, old, request, asked, extras);
        }
        if (old == null || old.deleted()) {
            return outcomes.refused(
                    stored,
                    request,
                    ShadowError.NO_SHADOW,
                    ShadowError.NO_SHADOW.message() + "'" + request.topic().spokenName() + "'",
                    token);
        }
        if (request.topic().operation() == Operation.GET) {
            return outcomes.got(stored, old, request, token);
        }
        ShadowError conflict = versions.condition(old, request.properties());
        if (conflict != null) {
            return outcomes.refused(stored, request, conflict, token);
        }
        if (extras != null) {
            extras.deleted(request.properties(), request.receivedAt());
        }
        return outcomes.deleted(old, request, token);
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
        return tombstones.isForgotten(StoredShadow.of(stored), nowMicros);
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
        return tombstones.forgottenAt(StoredShadow.of(stored));
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
}
