package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges all readings of a message.
 *
 * <p>With a sequence, {@link SequenceRules} decide. Readings of one message that share sequence and
 * boot share the verdict, since then the message was numbered and not the reading; among them only
 * an exact repeat (time and metrics as well) is a DUPLICATE. Without a sequence, a reading is a
 * DUPLICATE if time as sent and metrics equal one of the last 64 accepted; with neither sequence
 * nor time it is always NEW, since nothing tells a repeat from a steady value.
 */
public final class RepeatFilter {
    /** Readings without a sequence that are remembered. */
    static final int RECENT_UNSEQUENCED = 64;

    private RepeatFilter() {}

    /** The verdicts on the readings of a message, in their order, and the history after them. */
    public static Filtered judge(DeviceHistory history, ParsedMessage message) {
        List<ParsedReading> readings = message.readings();
        if (readings.size() == 1) {
            Judged judged = judge(history, readings.get(0), message.receivedAt());
            return new Filtered(
                    List.of(judged.verdict()), judged.history(), List.of(judged.findings()));
        }
        return judgeBatch(history, message);
    }

    private static Filtered judgeBatch(DeviceHistory before, ParsedMessage message) {
        DeviceHistory history = before;
        Verdict[] verdicts = new Verdict[message.readings().size()];
        List<List<Finding>> findings = new ArrayList<>(verdicts.length);
        Map<Long, Verdict> known = new HashMap<>();
        Set<Long> distinct = new HashSet<>();
        for (int i = 0; i < verdicts.length; i++) {
            ParsedReading reading = message.readings().get(i);
            boolean numbered = reading.sequence() != null;
            Long number = numbered ? Fingerprint.ofNumber(reading) : null;
            Verdict shared = numbered ? known.get(number) : null;
            List<Finding> found = List.of();
            if (shared == null) {
                Judged judged = judge(history, reading, message.receivedAt());
                history = judged.history();
                found = judged.findings();
                verdicts[i] = judged.verdict();
                if (numbered) {
                    known.put(number, judged.verdict());
                }
            } else {
                verdicts[i] = shared == Verdict.RESET ? Verdict.NEW : shared;
            }
            boolean recognisable = numbered || reading.deviceTime() != null;
            if (recognisable && !distinct.add(Fingerprint.ofAll(reading))) {
                verdicts[i] = Verdict.DUPLICATE;
            }
            findings.add(found);
        }
        return new Filtered(List.of(verdicts), history, findings);
    }

    private static Judged judge(DeviceHistory history, ParsedReading reading, long receivedAt) {
        if (reading.sequence() != null) {
            return SequenceRules.judge(
                    history,
                    new Numbered(
                            reading.sequence(),
                            reading.timeOr(receivedAt),
                            reading.deviceTime() != null,
                            reading.bootId(),
                            Fingerprint.ofNumbered(reading)));
        }
        if (reading.deviceTime() == null) {
            return new Judged(Verdict.NEW, history);
        }
        return judgeByTime(history, Fingerprint.ofTimed(reading));
    }

    private static Judged judgeByTime(DeviceHistory history, long fingerprint) {
        if (Recent.contains(history.recentUnsequenced(), fingerprint)) {
            return new Judged(Verdict.DUPLICATE, history);
        }
        return new Judged(
                Verdict.NEW,
                new DeviceHistory(
                        history.sessions(),
                        history.recentSequenced(),
                        Recent.with(history.recentUnsequenced(), fingerprint, RECENT_UNSEQUENCED)));
    }
}
