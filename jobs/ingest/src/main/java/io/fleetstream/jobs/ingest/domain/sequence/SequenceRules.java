package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.SequenceSession;
import io.fleetstream.schemas.SequenceEventKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells new readings from repeats by the device's counter, through its resets.
 *
 * <p>A <em>session</em> is what a device sends between two resets. A reading belongs to the newest
 * session that began no later than it was measured, else to the oldest; if it names a boot, only
 * sessions of that boot are asked. Then the first row that fits decides:
 *
 * <table>
 *   <caption>Rules, in this order</caption>
 *   <tr><th>#</th><th>sequence</th><th>time</th><th>verdict</th></tr>
 *   <tr><td>1</td><td>same sequence, boot and metrics as one of the last 16 accepted</td>
 *       <td>any</td><td>DUPLICATE: sent again, perhaps with a new time stamp</td></tr>
 *   <tr><td>2</td><td>no session to belong to</td><td>any</td>
 *       <td>NEW, opens one; RESET if the device had others</td></tr>
 *   <tr><td>3</td><td>above the session's highest</td><td>any</td><td>NEW</td></tr>
 *   <tr><td>4</td><td>below, not seen</td><td>not after the session's latest</td>
 *       <td>NEW: late, fills its gap</td></tr>
 *   <tr><td>5</td><td>at most 16 below, not seen</td><td>after</td>
 *       <td>NEW: overtaken on its way</td></tr>
 *   <tr><td>6</td><td>further below, not seen</td><td>after</td><td>RESET</td></tr>
 *   <tr><td>7</td><td>seen</td><td>not after</td><td>DUPLICATE</td></tr>
 *   <tr><td>8</td><td>seen</td><td>after, as sent</td>
 *       <td>RESET: the device measured something else later under the same number</td></tr>
 *   <tr><td>9</td><td>seen, less than 16 and more than 16 below</td>
 *       <td>after, of arrival</td><td>RESET: counters start again near zero</td></tr>
 *   <tr><td>10</td><td>seen</td><td>after, of arrival</td>
 *       <td>DUPLICATE: arrival says nothing about when it was measured</td></tr>
 * </table>
 *
 * <p>RESET opens a session. The last 4 sessions are kept, the current one with 256 runs and earlier
 * ones with 16; what they forget counts as not seen. Limits, which a boot id removes: a device
 * whose clock goes back while its counter starts again is taken to repeat itself until its clock
 * has caught up (row 7); one that sends the same metrics under the same number after a reset within
 * 16 readings, too (row 1).
 */
final class SequenceRules {
    /** How far a sequence may lie behind and still have been overtaken. */
    static final int REORDER_WINDOW = 16;

    /** Sessions kept. */
    static final int MAX_SESSIONS = 4;

    /** Runs kept of the current session. */
    static final int MAX_RUNS = 256;

    /** Runs kept of each earlier session. */
    static final int MAX_EARLIER_RUNS = 16;

    private SequenceRules() {}

    /** The verdict on one reading, and the history after it. */
    static Judged judge(DeviceHistory history, Numbered reading) {
        if (Recent.contains(history.recentSequenced(), reading.fingerprint())) {
            return new Judged(Verdict.DUPLICATE, history);
        }
        int index = sessionOf(history.sessions(), reading);
        if (index < 0) {
            Verdict verdict = history.sessions().isEmpty() ? Verdict.NEW : Verdict.RESET;
            return new Judged(verdict, opened(history, reading), reset(history, reading));
        }
        SequenceSession session = history.sessions().get(index);
        Verdict verdict = verdict(session, reading);
        return switch (verdict) {
            case DUPLICATE -> new Judged(verdict, history);
            case RESET -> new Judged(verdict, opened(history, reading), reset(history, reading));
            case NEW ->
                    new Judged(
                            verdict,
                            extended(history, index, reading),
                            GapRules.findings(session, reading.sequence()));
        };
    }

    private static List<Finding> reset(DeviceHistory history, Numbered reading) {
        if (history.sessions().isEmpty()) {
            return List.of();
        }
        SequenceSession newest = history.sessions().get(history.sessions().size() - 1);
        return List.of(
                new Finding(
                        SequenceEventKind.RESET,
                        reading.sequence(),
                        SeenRuns.highest(newest.runs())));
    }

    private static Verdict verdict(SequenceSession session, Numbered reading) {
        long behind = SeenRuns.highest(session.runs()) - reading.sequence();
        boolean later = reading.time() > session.latestAt();
        if (behind < 0) {
            return Verdict.NEW;
        }
        if (!SeenRuns.contains(session.runs(), reading.sequence())) {
            return later && behind > REORDER_WINDOW ? Verdict.RESET : Verdict.NEW;
        }
        if (!later) {
            return Verdict.DUPLICATE;
        }
        boolean nearZero = reading.sequence() < REORDER_WINDOW && behind > REORDER_WINDOW;
        return reading.ownTime() || nearZero ? Verdict.RESET : Verdict.DUPLICATE;
    }

    /** Index of the session the reading belongs to, or -1. */
    private static int sessionOf(List<SequenceSession> sessions, Numbered reading) {
        int oldest = -1;
        for (int i = sessions.size() - 1; i >= 0; i--) {
            SequenceSession session = sessions.get(i);
            if (reading.bootId() == null || reading.bootId().equals(session.bootId())) {
                if (session.startedAt() <= reading.time()) {
                    return i;
                }
                oldest = i;
            }
        }
        return oldest;
    }

    private static DeviceHistory opened(DeviceHistory history, Numbered reading) {
        List<SequenceSession> sessions = new ArrayList<>(history.sessions());
        sessions.add(
                new SequenceSession(
                        reading.bootId(),
                        reading.time(),
                        reading.time(),
                        SeenRuns.of(reading.sequence()),
                        reading.sequence()));
        return remembering(history, sessions, reading);
    }

    private static DeviceHistory extended(DeviceHistory history, int index, Numbered reading) {
        List<SequenceSession> sessions = new ArrayList<>(history.sessions());
        SequenceSession session = sessions.get(index);
        sessions.set(
                index,
                new SequenceSession(
                        session.bootId(),
                        Math.min(session.startedAt(), reading.time()),
                        Math.max(session.latestAt(), reading.time()),
                        SeenRuns.with(session.runs(), reading.sequence(), MAX_RUNS),
                        Math.min(session.lowest(), reading.sequence())));
        return remembering(history, sessions, reading);
    }

    private static DeviceHistory remembering(
            DeviceHistory history, List<SequenceSession> sessions, Numbered reading) {
        return new DeviceHistory(
                bounded(sessions),
                Recent.with(history.recentSequenced(), reading.fingerprint(), REORDER_WINDOW),
                history.recentUnsequenced());
    }

    private static List<SequenceSession> bounded(List<SequenceSession> sessions) {
        if (sessions.size() == 1) {
            return sessions;
        }
        sessions.sort(Comparator.comparingLong(SequenceSession::startedAt));
        if (sessions.size() > MAX_SESSIONS) {
            sessions.remove(0);
        }
        for (int i = 0; i < sessions.size() - 1; i++) {
            SequenceSession earlier = sessions.get(i);
            if (earlier.runs().length > 2 * MAX_EARLIER_RUNS) {
                sessions.set(i, cut(earlier));
            }
        }
        return sessions;
    }

    private static SequenceSession cut(SequenceSession session) {
        return new SequenceSession(
                session.bootId(),
                session.startedAt(),
                session.latestAt(),
                SeenRuns.highestRuns(session.runs(), MAX_EARLIER_RUNS),
                session.lowest());
    }
}
