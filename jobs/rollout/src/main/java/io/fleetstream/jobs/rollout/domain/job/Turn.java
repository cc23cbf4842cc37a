package io.fleetstream.jobs.rollout.domain.job;

import java.util.ArrayList;
import java.util.List;

/**
 * What one record of the log does to a queue: collects the versions that come to be, and at the end
 * tells the device about lists and next execution where they are others than before.
 */
final class Turn {
    private final JobQueue queue;
    private final String thing;
    private final long now;
    private final Unverified rules;
    private final JobMessages messages;
    private final JobEvents events;
    private final List<Message> said = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private List<Execution> before;
    private boolean changed;

    Turn(
            JobQueue queue,
            String thing,
            long now,
            Unverified rules,
            JobMessages messages,
            JobEvents events) {
        this.queue = queue;
        this.thing = thing;
        this.now = now;
        this.rules = rules;
        this.messages = messages;
        this.events = events;
        this.before = queue.pending();
    }

    JobQueue queue() {
        return queue;
    }

    String thing() {
        return thing;
    }

    long now() {
        return now;
    }

    List<Message> said() {
        return said;
    }

    List<Change> changes() {
        return changes;
    }

    /** Whether the queue is another one than before. */
    boolean isChanged() {
        return changed || !changes.isEmpty();
    }

    void say(String topic, byte[] payload) {
        said.add(new Message(topic, payload));
    }

    /** A new execution. */
    void add(Execution execution, Cause cause) {
        queue.add(execution);
        changes.add(new Change(execution, cause, false));
    }

    /** The next version of one; a failure with retries left is followed by the next try. */
    void change(Execution old, Execution next, Cause cause) {
        queue.replace(old, next);
        changes.add(new Change(next, cause, false));
        if (old.retries().follow(next.status())) {
            long place = rules.retryKeepsPlace() ? old.order() : queue.takeOrder();
            add(old.retry(place, next.updatedAt()), Cause.RETRY);
        }
    }

    /** It loses what it would have after a failure; nobody sees that. */
    void loseRetries(Execution old) {
        queue.replace(old, old.withoutRetries());
        changed = true;
    }

    /** It is forgotten. */
    void delete(Execution old) {
        queue.remove(old);
        changes.add(new Change(old, Cause.DELETE, true));
    }

    /** Tells what is different since the last time. */
    void settle(int told) {
        List<Execution> after = queue.pending();
        if (!sameMembers(before, after) || (rules.notifiesOfBegin() && !sameStates(after))) {
            say(JobTopic.notify(thing), messages.notify(after, now));
        }
        Execution head = after.isEmpty() ? null : after.get(0);
        if (!isSame(before.isEmpty() ? null : before.get(0), head)) {
            say(JobTopic.notifyNext(thing), messages.notifyNext(head, thing, now));
        }
        before = after;
        for (Change change : changes.subList(told, changes.size())) {
            events.of(thing, change, now).ifPresent(said::add);
        }
    }

    private boolean sameStates(List<Execution> after) {
        for (Execution execution : after) {
            for (Execution old : before) {
                if (isSame(old, execution) && old.status() != execution.status()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean sameMembers(List<Execution> some, List<Execution> others) {
        return some.size() == others.size()
                && some.stream().allMatch(a -> others.stream().anyMatch(b -> isSame(a, b)));
    }

    /** Versions of one try are the same execution. */
    private static boolean isSame(Execution one, Execution other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.number() == other.number() && one.jobId().equals(other.jobId());
    }
}
