package io.fleetstream.jobs.rollout.domain.job;

import java.util.List;

/** Answers what devices ask. */
final class Calls {
    private static final int LONGEST_JOB_ID = 64;

    private final RequestReader reader;
    private final JobMessages messages;
    private final Unverified rules;

    Calls(JobLimits limits, Unverified rules, JobMessages messages) {
        this.reader = new RequestReader(limits, rules);
        this.messages = messages;
        this.rules = rules;
    }

    /** Answers one request; why it was refused, or null. */
    JobError answer(JobRequest request, Turn turn) {
        Asked asked;
        try {
            asked = reader.read(request);
        } catch (BadRequestException e) {
            return refuse(request, turn, e.error(), e.getMessage(), null, e.clientToken());
        }
        return switch (request.topic().call()) {
            case GET_PENDING ->
                    accept(
                            request,
                            turn,
                            messages.lists(
                                    turn.queue().pending(), asked.clientToken(), turn.now()));
            case START_NEXT -> startNext(request, asked, turn);
            case DESCRIBE -> describe(request, asked, turn);
            case UPDATE -> update(request, asked, turn);
            case UNKNOWN -> throw new IllegalStateException("refused by the reader");
        };
    }

    private JobError startNext(JobRequest request, Asked asked, Turn turn) {
        List<Execution> pending = turn.queue().pending();
        Execution next = pending.isEmpty() ? null : pending.get(0);
        if (next != null && next.status() == ExecutionStatus.QUEUED) {
            Execution begun =
                    next.update(
                            ExecutionStatus.IN_PROGRESS,
                            asked.details(),
                            asked.stepMinutes(),
                            turn.now());
            turn.change(next, begun, Cause.DEVICE);
            next = begun;
        }
        return accept(
                request,
                turn,
                messages.execution(next, turn.thing(), true, asked.clientToken(), turn.now()));
    }

    private JobError describe(JobRequest request, Asked asked, Turn turn) {
        List<Execution> pending = turn.queue().pending();
        Execution found =
                request.topic().isNext()
                        ? (pending.isEmpty() ? null : pending.get(0))
                        : find(request, asked, turn);
        if (found == null && !request.topic().isNext()) {
            return refuseUnfound(request, asked, turn);
        }
        if (found != null && found.status().isTerminal()) {
            return refuse(
                    request,
                    turn,
                    JobError.TERMINAL_STATE_REACHED,
                    "the execution is over",
                    null,
                    asked.clientToken());
        }
        return accept(
                request,
                turn,
                messages.execution(
                        found,
                        turn.thing(),
                        asked.includeDocument(),
                        asked.clientToken(),
                        turn.now()));
    }

    private JobError update(JobRequest request, Asked asked, Turn turn) {
        Execution found = find(request, asked, turn);
        if (found == null) {
            return refuseUnfound(request, asked, turn);
        }
        boolean mismatch =
                asked.expectedVersion() != null && asked.expectedVersion() != found.version();
        boolean forbidden = !mayGo(found.status(), asked.status());
        if (mismatch && (rules.versionFirst() || !forbidden)) {
            return refuse(
                    request,
                    turn,
                    JobError.VERSION_MISMATCH,
                    "the execution has version " + found.version(),
                    found,
                    asked.clientToken());
        }
        if (forbidden) {
            return refuse(
                    request,
                    turn,
                    JobError.INVALID_STATE_TRANSITION,
                    "no way from " + found.status() + " to " + asked.status(),
                    found,
                    asked.clientToken());
        }
        Execution next =
                found.update(asked.status(), asked.details(), asked.stepMinutes(), turn.now());
        turn.change(found, next, Cause.DEVICE);
        return accept(
                request,
                turn,
                messages.updated(next, found.document(), turn.thing(), asked, turn.now()));
    }

    private boolean mayGo(ExecutionStatus from, ExecutionStatus to) {
        return from.isPending()
                && to.isDevices()
                && (from == ExecutionStatus.IN_PROGRESS
                        || to == ExecutionStatus.IN_PROGRESS
                        || to == ExecutionStatus.REJECTED
                        || rules.finishesFromQueued());
    }

    private static Execution find(JobRequest request, Asked asked, Turn turn) {
        String jobId = request.topic().jobId();
        Execution found =
                asked.executionNumber() == null
                        ? turn.queue().latestSeen(jobId)
                        : turn.queue().find(jobId, asked.executionNumber());
        return found == null || found.status() == ExecutionStatus.WAITING ? null : found;
    }

    private JobError refuseUnfound(JobRequest request, Asked asked, Turn turn) {
        boolean named = EffectCodec.isJobId(request.topic().jobId());
        return refuse(
                request,
                turn,
                named ? JobError.RESOURCE_NOT_FOUND : JobError.INVALID_REQUEST,
                named
                        ? "the device has no such execution"
                        : "a job's id has 1 to " + LONGEST_JOB_ID + " of a-z, A-Z, 0-9, _ and -",
                null,
                asked.clientToken());
    }

    private static JobError accept(JobRequest request, Turn turn, byte[] payload) {
        turn.say(request.topic().accepted(), payload);
        return null;
    }

    private JobError refuse(
            JobRequest request,
            Turn turn,
            JobError error,
            String message,
            Execution state,
            String token) {
        turn.say(
                request.topic().rejected(),
                messages.rejected(error, message, state, token, turn.now()));
        return error;
    }
}
