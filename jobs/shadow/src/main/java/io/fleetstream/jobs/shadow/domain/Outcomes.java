package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Fault;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Delta;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.ArrayList;
import java.util.List;

/** What comes of requests that were decided on, with the messages that say so. */
final class Outcomes {
    private static final int MOST_ANSWERS = 3;

    private final ShadowLimits limits;
    private final Unverified rules;
    private final Messages messages;
    private final DocumentsMessage documents;
    private final BinaryOut buffer = new BinaryOut();

    Outcomes(ShadowLimits limits, Unverified rules, Messages messages) {
        this.limits = limits;
        this.rules = rules;
        this.messages = messages;
        this.documents = new DocumentsMessage(rules.previousIsNull());
    }

    /**
     * An update was accepted.
     *
     * @param alive the shadow before; null if there was none, or a deleted one
     */
    Outcome accepted(
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

    Outcome got(byte[] stored, StoredShadow shadow, ShadowRequest request, Text token) {
        ObjectNode delta = Delta.of(shadow.desiredTree(), shadow.reportedTree());
        byte[] payload = messages.getAccepted(shadow, delta, request.seconds(), token);
        return new Outcome(
                stored,
                null,
                List.of(new Answer(request.topic().answer("accepted"), payload)),
                null,
                Outcome.NOT_NOW);
    }

    Outcome deleted(StoredShadow shadow, ShadowRequest request, Text token) {
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

    Outcome refused(byte[] stored, ShadowRequest request, Fault fault, UpdateRequest asked) {
        return refused(
                stored, request, Refusals.error(fault), message(fault, asked), asked.clientToken());
    }

    Outcome refused(byte[] stored, ShadowRequest request, ShadowError error, Text token) {
        return refused(stored, request, error, error.message(), token);
    }

    Outcome refused(
            byte[] stored, ShadowRequest request, ShadowError error, String message, Text token) {
        byte[] payload = messages.rejected(error.code(), message, token);
        return new Outcome(
                stored,
                null,
                List.of(new Answer(request.topic().answer("rejected"), payload)),
                error,
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
}
