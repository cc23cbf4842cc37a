package io.fleetstream.jobs.rollout.domain.job;

/**
 * What a device's queue does with a record of its log; the same every time, so that a replay
 * repeats every byte. "Now" is the arrival of the record, and never before the queue changed last.
 * What timers have brought about by then comes first. Thread-safe.
 */
public final class JobEngine {
    private final JobLimits limits;
    private final Unverified rules;
    private final JobEvents events;
    private final JobMessages messages;
    private final Calls calls;
    private final Effects effects;

    /** An engine with these rules, which leaves documents as they are. */
    public JobEngine(JobLimits limits, Unverified rules, JobEvents events) {
        this(limits, rules, events, ArtifactLinks.NONE);
    }

    /** An engine with these rules. */
    public JobEngine(JobLimits limits, Unverified rules, JobEvents events, ArtifactLinks links) {
        this.limits = limits;
        this.rules = rules;
        this.events = events;
        this.messages = new JobMessages(rules, links);
        this.calls = new Calls(limits, rules, messages);
        this.effects = new Effects(limits);
    }

    /**
     * Answers a device.
     *
     * @param stored the queue; null for an empty one
     */
    public Outcome request(byte[] stored, JobRequest request) {
        Turn turn = begin(stored, request.topic().thing(), request.receivedAt());
        int told = turn.changes().size();
        JobError error = calls.answer(request, turn);
        return end(turn, told, error, false);
    }

    /**
     * Does what the rollout wants.
     *
     * @param stored the queue; null for an empty one
     * @param arrivedAt arrival of the record, microseconds since the epoch
     */
    public Outcome effect(byte[] stored, String thing, Effect effect, long arrivedAt) {
        Turn turn = begin(stored, thing, arrivedAt);
        int told = turn.changes().size();
        boolean fits = effects.apply(effect, turn);
        return end(turn, told, null, !fits);
    }

    /** When something happens to the queue by itself, microseconds; 0 for never. */
    public static long dueAt(byte[] stored) {
        return QueueCodec.of(stored).dueAt();
    }

    private Turn begin(byte[] stored, String thing, long arrivedAt) {
        JobQueue queue = QueueCodec.of(stored);
        long now = arrivedAt;
        for (Execution execution : queue.all()) {
            now = Math.max(now, execution.updatedAt());
        }
        Turn turn = new Turn(queue, thing, now, rules, messages, events);
        Timekeeper.advance(turn);
        turn.settle(0);
        return turn;
    }

    private Outcome end(Turn turn, int told, JobError error, boolean overflow) {
        turn.settle(told);
        JobQueue queue = turn.queue();
        queue.forget(limits.remembered(), limits.maxDetailsChars());
        return new Outcome(
                QueueCodec.toBytes(queue),
                turn.isChanged(),
                turn.said(),
                turn.changes(),
                error,
                queue.dueAt(),
                overflow);
    }
}
