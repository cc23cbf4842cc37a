package io.fleetstream.cli.letters;

import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Which dead letters a replay sends, and why it passes over others. */
public final class ReplayPlan {
    private final Set<String> topics;
    private final OptionalInt most;
    private final Map<LetterId, Choice> chosen = new LinkedHashMap<>();
    private final Set<LetterId> cut = new HashSet<>();
    private final Map<String, Long> withoutTopic = new TreeMap<>();
    private long again;
    private long rows;
    private long unreadable;

    ReplayPlan(Set<String> topics, OptionalInt most) {
        this.topics = Set.copyOf(topics);
        this.most = most;
    }

    private record Choice(int partition, long offset, String reason) {}

    void consider(FoundLetter found) {
        LetterId message = found.id().message();
        String topic = found.letter().getSourceTopic();
        if (isCut(found)) {
            cut.add(message);
        } else if (found.letter().getReason() == ReasonCode.SINK_REJECTED
                && found.letter().getRawValue() == null) {
            rows++;
        } else if (!topics.contains(topic)) {
            withoutTopic.merge(topic, 1L, Long::sum);
        } else if (chosen.containsKey(message)
                || most.isEmpty()
                || chosen.size() < most.getAsInt()) {
            Choice choice =
                    new Choice(
                            found.partition(), found.offset(), found.letter().getReason().name());
            if (chosen.put(message, choice) != null) {
                again++;
            }
        }
    }

    void unreadable(long records) {
        unreadable = records;
    }

    /** Whether that very dead letter is to be sent. */
    boolean chosen(FoundLetter found) {
        Choice choice = chosen.get(found.id().message());
        return choice != null
                && choice.partition == found.partition()
                && choice.offset == found.offset();
    }

    /** How many are to be sent. */
    public int size() {
        return chosen.size();
    }

    /** How many by reason. */
    public Map<String, Long> byReason() {
        Map<String, Long> counts = new TreeMap<>();
        chosen.values().forEach(choice -> counts.merge(choice.reason, 1L, Long::sum));
        return counts;
    }

    /** What is passed over, one line each; empty if nothing is. */
    public Map<String, Long> passedOver() {
        Map<String, Long> counts = new LinkedHashMap<>();
        put(counts, "cut by the bridge, so not whole any more", cut.size());
        put(counts, "rows the database refused, whose messages stand in their topic", rows);
        put(counts, "refused more than once, or with another reading of its message", again);
        withoutTopic.forEach(
                (topic, n) -> put(counts, "of the topic " + topic + ", which does not exist", n));
        put(counts, "records that are no dead letters", unreadable);
        return counts;
    }

    private static void put(Map<String, Long> counts, String what, long count) {
        if (count > 0) {
            counts.put(what, count);
        }
    }

    private static boolean isCut(FoundLetter found) {
        return found.letter().getHeaders().stream()
                .map(RawHeader::getKey)
                .anyMatch(RecordHeaders.TRUNCATED_FROM::equals);
    }
}
