package io.fleetstream.bridge.uplink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which Kafka topics are refused, since when and why, and what follows for their records: they are
 * held, and after a while parked in another topic.
 *
 * <p>A topic is refused because the cluster's description says so (missing, not visible), until it
 * says otherwise; or because a record was (no permission to write), then one record is tried again
 * every ten seconds, or as often as records may be parked if that is sooner. Time is passed in, in
 * nanoseconds. Thread-safe.
 */
final class TopicHealth {
    private static final Duration LONGEST_TRIAL_INTERVAL = Duration.ofSeconds(10);

    private final String parkingTopic;
    private final Duration parkAfter;
    private final Duration trialInterval;
    // guarded by this
    private final Map<String, Refusal> refusals = new HashMap<>();
    // lets the usual case pass without the lock
    private volatile boolean allWell = true;

    /** Takes the topic to park in, empty for none, and how long a topic may be refused first. */
    TopicHealth(String parkingTopic, Duration parkAfter) {
        this.parkingTopic = parkingTopic;
        this.parkAfter = parkAfter;
        this.trialInterval =
                parkAfter.isZero() || parkAfter.compareTo(LONGEST_TRIAL_INTERVAL) > 0
                        ? LONGEST_TRIAL_INTERVAL
                        : parkAfter;
    }

    /** What to do with a record for a topic. */
    enum Decision {
        /** Send it. */
        SEND,
        /** Keep it for later. */
        HOLD,
        /** Send it to the parking topic. */
        PARK
    }

    /** Takes what the cluster's description says: the topics refused now, with the reason. */
    synchronized void described(Map<String, String> refused, long now) {
        refused.forEach(
                (topic, reason) ->
                        refusals.computeIfAbsent(topic, any -> new Refusal(reason, now)).described =
                                true);
        refusals.entrySet()
                .removeIf(
                        entry ->
                                entry.getValue().described && !refused.containsKey(entry.getKey()));
        allWell = refusals.isEmpty();
    }

    /** Notes that Kafka refused a record because of its topic. */
    synchronized void refused(String topic, String reason, long now) {
        Refusal refusal = refusals.computeIfAbsent(topic, any -> new Refusal(reason, now));
        refusal.nextTrial = now + trialInterval.toNanos();
        allWell = false;
    }

    /** Notes that Kafka took a record. */
    void accepted(String topic) {
        if (allWell) {
            return;
        }
        synchronized (this) {
            refusals.remove(topic);
            allWell = refusals.isEmpty();
        }
    }

    /** What to do with a record for this topic; {@link Decision#SEND} may be a trial. */
    Decision decide(String topic, long now) {
        return allWell ? Decision.SEND : decide(topic, now, true);
    }

    /** Whether {@link #decide} would send or park a record for this topic. */
    boolean isPassable(String topic, long now) {
        return allWell || decide(topic, now, false) != Decision.HOLD;
    }

    private synchronized Decision decide(String topic, long now, boolean forTrial) {
        Refusal refusal = refusals.get(topic);
        if (isOpen(refusal, now, forTrial)) {
            return Decision.SEND;
        }
        boolean parks =
                isOverdue(refusal, now)
                        && !parkingTopic.isEmpty()
                        && !topic.equals(parkingTopic)
                        && isOpen(refusals.get(parkingTopic), now, forTrial);
        return parks ? Decision.PARK : Decision.HOLD;
    }

    /** Whether the cluster has not had a topic for so long that its records are to be parked. */
    synchronized boolean isGone(String topic, long now) {
        Refusal refusal = refusals.get(topic);
        return refusal != null && refusal.described && isOverdue(refusal, now);
    }

    /** The refused topics, each with the reason. */
    synchronized Map<String, String> refusals() {
        Map<String, String> reasons = new TreeMap<>();
        refusals.forEach((topic, refusal) -> reasons.put(topic, refusal.reason));
        return reasons;
    }

    /** Why a topic is refused. */
    synchronized String reason(String topic) {
        Refusal refusal = refusals.get(topic);
        return refusal == null ? "Refused" : refusal.reason;
    }

    /** Whether a topic is refused now. */
    boolean isRefused(String topic) {
        if (allWell) {
            return false;
        }
        synchronized (this) {
            return refusals.containsKey(topic);
        }
    }

    String parkingTopic() {
        return parkingTopic;
    }

    private boolean isOverdue(Refusal refusal, long now) {
        return now - refusal.since >= parkAfter.toNanos();
    }

    private boolean isOpen(Refusal refusal, long now, boolean forTrial) {
        if (refusal == null) {
            return true;
        }
        if (refusal.described || now - refusal.nextTrial < 0) {
            return false;
        }
        if (forTrial) {
            refusal.nextTrial = now + trialInterval.toNanos();
        }
        return true;
    }

    private static final class Refusal {
        private final String reason;
        private final long since;
        private boolean described;
        private long nextTrial;

        Refusal(String reason, long now) {
            this.reason = reason;
            this.since = now;
        }
    }
}
