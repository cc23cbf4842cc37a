package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmMachine;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmSpec;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmState;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmStateCodec;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmStep;
import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceState;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceStep;
import io.fleetstream.jobs.anomaly.domain.rule.Severity;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Applies the rules to a device whose readings and orders come in order. */
final class Judge {
    private static final long NEVER = Long.MAX_VALUE;

    /** Enough to close an alarm whose rule is gone. */
    private static final AlarmSpec ANY =
            AlarmSpec.of(
                    Arrays.stream(Severity.values())
                            .map(severity -> Level.atOnce(severity.rank()))
                            .toArray(Level[]::new));

    private final RuleBook rules;
    private final Cohorts cohorts;
    private final Shadows shadows;
    private final DetectorDesk detectors = new DetectorDesk();

    Judge(RuleBook rules, Cohorts cohorts, Shadows shadows) {
        this.rules = rules;
        this.cohorts = cohorts;
        this.shadows = shadows;
    }

    /** Closes alarms whose rules are gone, and carries others over to new versions. */
    void refresh(String device, DeviceCard card, long time, DeskOutput out) {
        if (card.alarms.isEmpty()) {
            return;
        }
        for (Map.Entry<String, AlarmEntry> one : List.copyOf(card.alarms.entrySet())) {
            WatchedRule rule = rules.get(one.getKey());
            if (rule == null || !applies(rule, device, card)) {
                close(card, one.getKey(), time, out);
                card.presence.remove(one.getKey());
            } else if (rule.version() != one.getValue().version()) {
                store(card, rule, load(device, card, rule, time, out));
            }
        }
    }

    /** Whether any rule about values may have something to say of a reading. */
    boolean concerns(Sample sample) {
        for (WatchedRule rule : rules.ofValues()) {
            if (rule.concerns(sample)) {
                return true;
            }
        }
        return false;
    }

    /** Closes every alarm. */
    void closeAll(DeviceCard card, DeskOutput out) {
        for (String id : List.copyOf(card.alarms.keySet())) {
            close(card, id, AlarmStep.NONE, out);
        }
    }

    /** A reading in its order. */
    void judge(String device, DeviceCard card, Sample sample, DeskOutput out) {
        for (Sample.MetricValue value : sample.values()) {
            if (rules.uses(value.metric())) {
                card.values.put(value.metric(), value.value());
            }
        }
        advance(device, card, sample.time(), out);
        refresh(device, card, sample.time(), out);
        CardSubject subject = new CardSubject(device, card, cohorts, shadows);
        detectors.forget(card, rules);
        for (WatchedRule rule : rules.ofValues()) {
            if (!rule.concerns(sample)) {
                continue;
            }
            if (applies(rule, device, card)) {
                Subject seen = detectors.show(rule, card, sample, subject);
                look(device, card, rule, seen, sample.time(), out);
            } else if (rule.rule().detector() != null) {
                detectors.forget(card, rule);
            }
        }
    }

    /** An order in its order. */
    void obey(String device, DeviceCard card, Order order, DeskOutput out) {
        WatchedRule rule = rules.get(order.rule());
        if (rule == null) {
            out.ignored(order);
            return;
        }
        AlarmState state = load(device, card, rule, order.time(), out);
        boolean meant =
                order.alarm().isEmpty()
                        || order.alarm()
                                .equals(AlarmIds.of(order.rule(), device, state.raisedAt()));
        ZoneId zone = rule.zone(card.attributes());
        Consumer<AlarmStep> steps = steps(rule, order, out);
        boolean changed =
                meant
                        && rule.alarms()
                                .order(
                                        state,
                                        order.order(),
                                        order.time(),
                                        order.until(),
                                        zone,
                                        steps);
        if (!changed) {
            out.ignored(order);
        }
        store(card, rule, state);
    }

    /** What falls due in event time until then happens. */
    void advance(String device, DeviceCard card, long time, DeskOutput out) {
        for (String id : dueUntil(card, time, false)) {
            settle(device, card, id, time, out);
        }
    }

    /** Arrival of a reading, late or not, is a sign of life. */
    void seen(String device, DeviceCard card, Sample sample, DeskOutput out) {
        for (WatchedRule rule : rules.ofPresence()) {
            if (rule.concerns(sample) && applies(rule, device, card)) {
                PresenceState state =
                        card.presence.computeIfAbsent(
                                rule.rule().id(), id -> new PresenceState(sample.arrival()));
                rule.presence()
                        .seen(
                                state,
                                sample.arrival(),
                                step -> appear(device, card, rule, step, out));
            }
        }
    }

    /** What a device says of itself; of its metrics it says nothing. */
    void said(String device, DeviceCard card, boolean online, long arrival, DeskOutput out) {
        for (WatchedRule rule : rules.ofPresence()) {
            if (rule.rule().metric() == null && applies(rule, device, card)) {
                PresenceState state =
                        card.presence.computeIfAbsent(
                                rule.rule().id(), id -> new PresenceState(arrival));
                rule.presence()
                        .said(
                                state,
                                online,
                                arrival,
                                step -> appear(device, card, rule, step, out));
            }
        }
    }

    /** What falls due in arrival time until then happens. */
    void advancePresence(String device, DeviceCard card, long arrival, DeskOutput out) {
        for (Map.Entry<String, PresenceState> one : List.copyOf(card.presence.entrySet())) {
            WatchedRule rule = rules.get(one.getKey());
            if (rule == null || !rule.rule().isPresence() || !applies(rule, device, card)) {
                card.presence.remove(one.getKey());
            } else {
                rule.presence()
                        .advance(
                                one.getValue(),
                                arrival,
                                step -> appear(device, card, rule, step, out));
            }
        }
        for (String id : dueUntil(card, arrival, true)) {
            settle(device, card, id, arrival, out);
        }
    }

    /** When something falls due to an alarm of values, in event time. */
    long valueDue(DeviceCard card) {
        return alarmDue(card, false);
    }

    /** When something falls due to an alarm of presence, in arrival time. */
    long presenceAlarmDue(DeviceCard card) {
        return alarmDue(card, true);
    }

    /** When somebody goes offline, in arrival time. */
    long presenceDue(DeviceCard card) {
        if (card.presence.isEmpty()) {
            return NEVER;
        }
        long due = NEVER;
        for (Map.Entry<String, PresenceState> one : card.presence.entrySet()) {
            WatchedRule rule = rules.get(one.getKey());
            if (rule != null && rule.rule().isPresence()) {
                due = Math.min(due, rule.presence().due(one.getValue()));
            }
        }
        return due;
    }

    private long alarmDue(DeviceCard card, boolean ofPresence) {
        if (card.alarms.isEmpty()) {
            return NEVER;
        }
        long due = NEVER;
        for (Map.Entry<String, AlarmEntry> one : card.alarms.entrySet()) {
            if (isPresence(one.getKey()) == ofPresence) {
                due = Math.min(due, one.getValue().due());
            }
        }
        return due;
    }

    private List<String> dueUntil(DeviceCard card, long time, boolean ofPresence) {
        if (card.alarms.isEmpty()) {
            return List.of();
        }
        List<String> due = new ArrayList<>();
        card.alarms.forEach(
                (id, alarm) -> {
                    if (alarm.due() <= time && isPresence(id) == ofPresence) {
                        due.add(id);
                    }
                });
        return due;
    }

    private boolean isPresence(String id) {
        WatchedRule rule = rules.get(id);
        return rule != null && rule.rule().isPresence();
    }

    private static boolean applies(WatchedRule rule, String device, DeviceCard card) {
        return rule.appliesTo(device, card);
    }

    private void look(
            String device,
            DeviceCard card,
            WatchedRule rule,
            Subject subject,
            long time,
            DeskOutput out) {
        int raise = rule.rule().raised(subject);
        if (raise == 0 && !card.alarms.containsKey(rule.rule().id())) {
            return;
        }
        int clear = rule.rule().cleared(subject);
        AlarmState state = load(device, card, rule, time, out);
        double value =
                rule.rule().metric() == null ? Double.NaN : subject.metric(rule.rule().metric());
        rule.alarms()
                .look(
                        state,
                        time,
                        raise,
                        clear,
                        value,
                        rule.zone(card.attributes()),
                        steps(rule, null, out));
        store(card, rule, state);
    }

    private void appear(
            String device, DeviceCard card, WatchedRule rule, PresenceStep step, DeskOutput out) {
        AlarmState state = load(device, card, rule, step.time(), out);
        rule.alarms()
                .look(
                        state,
                        step.time(),
                        step.offline() ? 1 : 0,
                        step.offline() ? 0 : 1,
                        Double.NaN,
                        rule.zone(card.attributes()),
                        steps(rule, null, out));
        store(card, rule, state);
    }

    private void settle(String device, DeviceCard card, String id, long time, DeskOutput out) {
        WatchedRule rule = rules.get(id);
        if (rule == null || !applies(rule, device, card)) {
            close(card, id, time, out);
            return;
        }
        AlarmState state = load(device, card, rule, time, out);
        rule.alarms().advance(state, time, rule.zone(card.attributes()), steps(rule, null, out));
        store(card, rule, state);
    }

    /** The alarm under the rule's present version, to which it is carried over if need be. */
    private AlarmState load(
            String device, DeviceCard card, WatchedRule rule, long time, DeskOutput out) {
        AlarmEntry entry = card.alarms.get(rule.rule().id());
        if (entry == null) {
            return rule.alarms().newState();
        }
        AlarmState state = AlarmStateCodec.read(new ByteReader(entry.state()), rule.rule().spec());
        if (entry.version() != rule.version()) {
            Subject subject =
                    detectors.asBefore(rule, card, new CardSubject(device, card, cohorts, shadows));
            boolean values = !rule.rule().isPresence();
            rule.alarms()
                    .adopt(
                            state,
                            time,
                            values ? rule.rule().raised(subject) : state.raiseBits(),
                            values ? rule.rule().cleared(subject) : state.clearBits(),
                            rule.zone(card.attributes()),
                            steps(rule, null, out));
        }
        return state;
    }

    private static void store(DeviceCard card, WatchedRule rule, AlarmState state) {
        String id = rule.rule().id();
        if (state.isBlank()) {
            card.alarms.remove(id);
            return;
        }
        ByteWriter bytes = new ByteWriter();
        AlarmStateCodec.write(state, rule.rule().spec(), bytes);
        long due = rule.alarms().due(state, rule.zone(card.attributes()));
        card.alarms.put(id, new AlarmEntry(rule.version(), due, bytes.toBytes()));
    }

    /** An alarm whose rule is gone is over. */
    private static void close(DeviceCard card, String id, long time, DeskOutput out) {
        AlarmEntry entry = card.alarms.remove(id);
        AlarmState state = AlarmStateCodec.read(new ByteReader(entry.state()), ANY);
        new AlarmMachine(ANY)
                .order(
                        state,
                        AlarmOrder.DISABLE,
                        Math.max(time, state.clock()),
                        0,
                        ZoneOffset.UTC,
                        step -> out.happened(new Happening(id, entry.version(), step, null)));
    }

    private static Consumer<AlarmStep> steps(WatchedRule rule, Order order, DeskOutput out) {
        return step -> out.happened(new Happening(rule.rule().id(), rule.version(), step, order));
    }
}
