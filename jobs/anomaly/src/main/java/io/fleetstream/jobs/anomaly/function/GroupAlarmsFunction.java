package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import io.fleetstream.jobs.anomaly.domain.presence.GroupMachine;
import io.fleetstream.jobs.anomaly.domain.presence.GroupSpec;
import io.fleetstream.jobs.anomaly.domain.presence.GroupState;
import io.fleetstream.jobs.anomaly.domain.presence.GroupStep;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.domain.watch.AlarmEvents;
import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.GroupStates;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.ThrowingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one incident of devices that have alarms together, as when they go offline; passes on the
 * alarms of those that have them alone, when they have waited for others. What is told of a device
 * that an incident stands for is counted, and not passed on. When a rule is deleted its incidents
 * are over, and of devices that were not told of nothing is told any more. Keyed by rule and group;
 * rules by broadcast. State: {@link GroupStates}, none while everybody is there, the names of rules
 * that are gone, and what the others group by. Timers are in arrival time.
 *
 * <p>When a new version of a rule groups devices by something else, or not at all, the incidents of
 * the groups there were are over, and devices that were not told of are told of by themselves.
 */
public final class GroupAlarmsFunction
        extends KeyedBroadcastProcessFunction<String, GroupInput, ReferenceRow, AlarmEvent> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(GroupAlarmsFunction.class);

    private final Duration lateness;

    private transient ValueState<byte[]> groups;
    private transient ValueState<AlarmEvent> latest;
    private transient MapState<String, List<AlarmEvent>> untold;
    private transient StoredMembers members;
    private transient RuleReader reader;
    private transient Counter incidents;
    private transient Counter suppressed;

    /**
     * With a bound.
     *
     * @param lateness how long after it happened an alarm may come here
     */
    public GroupAlarmsFunction(Duration lateness) {
        this.lateness = lateness;
    }

    @Override
    public void open(OpenContext context) {
        groups = getRuntimeContext().getState(GroupStates.GROUP);
        latest = getRuntimeContext().getState(GroupStates.LATEST);
        untold = getRuntimeContext().getMapState(GroupStates.UNTOLD);
        members = new StoredMembers(getRuntimeContext());
        reader = new RuleReader();
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        incidents = metrics.counter("incidents");
        suppressed = metrics.counter("suppressedAlarmChanges");
    }

    @Override
    public void processElement(GroupInput input, ReadOnlyContext context, Collector<AlarmEvent> out)
            throws Exception {
        AlarmEvent event = input.event();
        StoredGroup stored = read();
        stored.group = input.group();
        stored.spec = new GroupSpec(input.grace(), input.devices(), input.tellEvery());
        latest.update(event);
        long time = event.getHappenedAt().toEpochMilli();
        GroupMachine machine = machine(stored);
        String by = context.getBroadcastState(AnomalyStates.GROUPED_BY).get(event.getRuleId());
        if (by != null && !isOf(by, input.group())) {
            // on its way when its rule was changed
            dissolve(stored, machine, time, out);
            if (input.role() != GroupInput.Role.SILENT_PARENT) {
                out.collect(event);
            }
            write(stored);
            return;
        }
        if (context.getBroadcastState(AnomalyStates.GONE).contains(event.getRuleId())) {
            close(stored, machine, time, out);
        } else {
            machine.reopen(stored.state, time);
        }
        List<GroupStep> steps = new ArrayList<>();
        if (input.role() == GroupInput.Role.MEMBER) {
            follow(machine, stored, event, time, steps, out);
        } else {
            if (input.role() == GroupInput.Role.PARENT) {
                out.collect(event);
            }
            followParent(machine, stored.state, event, time, steps::add);
            tell(stored, steps, null, out);
        }
        setTimer(stored, machine, context.timerService());
        write(stored);
    }

    @Override
    public void processBroadcastElement(
            ReferenceRow row, Context context, Collector<AlarmEvent> out) throws Exception {
        RuleRow rule = row.rule();
        if (rule == null) {
            return;
        }
        BroadcastState<String, RuleRow> gone = context.getBroadcastState(AnomalyStates.GONE);
        BroadcastState<String, String> grouped =
                context.getBroadcastState(AnomalyStates.GROUPED_BY);
        long time = context.timestamp() == null ? 0 : context.timestamp();
        if (rule.definition() == null) {
            gone.put(rule.id(), rule);
            grouped.remove(rule.id());
            ofRule(rule, context, stored -> close(stored, machine(stored), time, out));
            return;
        }
        gone.remove(rule.id());
        Optional<String> by = groupedBy(rule);
        if (by.isPresent()) {
            grouped.put(rule.id(), by.get());
            ofRule(
                    rule,
                    context,
                    stored -> {
                        if (!isOf(by.get(), stored.group)) {
                            dissolve(stored, machine(stored), time, out);
                        }
                    });
        }
    }

    /** All groups of a rule that are not blank. */
    private void ofRule(
            RuleRow rule, Context context, ThrowingConsumer<StoredGroup, Exception> change)
            throws Exception {
        String groupsOfRule = Groups.key(rule.id(), "");
        context.applyToKeyedState(
                GroupStates.GROUP,
                (key, state) -> {
                    if (key.startsWith(groupsOfRule) && state.value() != null) {
                        StoredGroup stored = read();
                        change.accept(stored);
                        write(stored);
                    }
                });
    }

    /** What the rule groups by, empty text for nothing; empty if another release has stored it. */
    private Optional<String> groupedBy(RuleRow rule) {
        try {
            DeviceGroup group = reader.read(rule.definition()).group();
            return Optional.of(group == null ? "" : group.by());
        } catch (RuleException e) {
            LOG.warn("Rule {} version {} cannot be used", rule.id(), rule.version(), e);
            return Optional.empty();
        }
    }

    private static boolean isOf(String by, String group) {
        return !by.isEmpty() && group.startsWith(by + "=");
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlarmEvent> out)
            throws Exception {
        if (groups.value() == null) {
            return;
        }
        StoredGroup stored = read();
        if (stored.timer <= timestamp) {
            stored.timer = StoredGroup.NONE;
        }
        GroupMachine machine = machine(stored);
        List<GroupStep> steps = new ArrayList<>();
        machine.advance(stored.state, timestamp, steps::add);
        tell(stored, steps, null, out);
        setTimer(stored, machine, context.timerService());
        write(stored);
    }

    private GroupMachine machine(StoredGroup stored) {
        return new GroupMachine(stored.spec, lateness.toMillis());
    }

    /** The rule is gone; not before what happened last. */
    private void close(
            StoredGroup stored, GroupMachine machine, long time, Collector<AlarmEvent> out)
            throws Exception {
        if (stored.state.isClosed()) {
            return;
        }
        List<GroupStep> steps = new ArrayList<>();
        machine.close(stored.state, notBefore(time), steps::add);
        for (GroupStep step : steps) {
            end(stored, step, AlarmEvents.RULE_DELETED, out);
        }
    }

    /** The rule has no such groups any more: everybody stands for itself. */
    private void dissolve(
            StoredGroup stored, GroupMachine machine, long time, Collector<AlarmEvent> out)
            throws Exception {
        List<GroupStep> steps = new ArrayList<>();
        machine.dissolve(stored.state, notBefore(time), steps::add);
        for (GroupStep step : steps) {
            if (step.kind() == GroupStep.Kind.OFFLINE) {
                tell(stored, List.of(step), null, out);
            } else {
                end(stored, step, AlarmEvents.GROUP_CHANGED, out);
            }
        }
    }

    private long notBefore(long time) throws Exception {
        return Math.max(time, latest.value().getHappenedAt().toEpochMilli());
    }

    private void end(StoredGroup stored, GroupStep step, String why, Collector<AlarmEvent> out)
            throws Exception {
        stored.step++;
        AlarmEvent event = Incidents.event(latest.value(), stored.group, stored.step, step);
        event.setComment(why);
        out.collect(event);
    }

    private static void followParent(
            GroupMachine machine,
            GroupState state,
            AlarmEvent event,
            long time,
            Consumer<GroupStep> out) {
        switch (event.getChange()) {
            case RAISED -> machine.parentOffline(state, time, out);
            case CLEARED, LATCHED, SNOOZED -> machine.parentOnline(state, time, out);
            default -> machine.advance(state, time, out);
        }
    }

    private void follow(
            GroupMachine machine,
            StoredGroup stored,
            AlarmEvent event,
            long time,
            List<GroupStep> steps,
            Collector<AlarmEvent> out)
            throws Exception {
        String device = event.getDeviceId();
        if (event.getChange() == AlarmChangeKind.RAISED) {
            keep(device, event);
            machine.offline(stored.state, device, time, steps::add);
            tell(stored, steps, null, out);
            return;
        }
        machine.advance(stored.state, time, steps::add);
        if (!stored.state.knows(device)) {
            // an alarm that was over before, such as one that only waits to be acknowledged
            tell(stored, steps, null, out);
            out.collect(event);
            return;
        }
        switch (event.getChange()) {
            case CLEARED, LATCHED, SNOOZED -> {
                machine.online(stored.state, device, time, steps::add);
                if (!tell(stored, steps, event, out)) {
                    suppressed.inc();
                }
                untold.remove(device);
            }
            default -> {
                boolean told = tellOf(device, event, stored, steps, out);
                if (!told && event.getChange() != AlarmChangeKind.REMINDER) {
                    keep(device, event);
                }
            }
        }
    }

    /** An event of an alarm that goes on; returns whether it was told. */
    private boolean tellOf(
            String device,
            AlarmEvent event,
            StoredGroup stored,
            List<GroupStep> steps,
            Collector<AlarmEvent> out)
            throws Exception {
        tell(stored, steps, null, out);
        boolean told = stored.state.isTold(device);
        if (told) {
            out.collect(event);
        } else {
            suppressed.inc();
        }
        return told;
    }

    /** Keeps what may have to be told later; of a kind, as severities going up, the last one. */
    private void keep(String device, AlarmEvent event) throws Exception {
        List<AlarmEvent> before = untold.get(device);
        List<AlarmEvent> kept = before == null ? new ArrayList<>() : new ArrayList<>(before);
        kept.removeIf(one -> one.getChange() == event.getChange());
        kept.add(event);
        untold.put(device, kept);
    }

    /** Returns whether the end of a device's alarm was among it. */
    private boolean tell(
            StoredGroup stored, List<GroupStep> steps, AlarmEvent end, Collector<AlarmEvent> out)
            throws Exception {
        boolean ended = false;
        for (GroupStep step : steps) {
            switch (step.kind()) {
                case OFFLINE -> {
                    List<AlarmEvent> events = untold.get(step.device());
                    if (events != null) {
                        events.forEach(out::collect);
                        untold.remove(step.device());
                    }
                }
                case ONLINE -> {
                    out.collect(end);
                    ended = true;
                }
                case INCIDENT, COUNT, OVER -> {
                    incidents.inc(step.kind() == GroupStep.Kind.INCIDENT ? 1 : 0);
                    stored.step = step.kind() == GroupStep.Kind.INCIDENT ? 1 : stored.step + 1;
                    out.collect(Incidents.event(latest.value(), stored.group, stored.step, step));
                }
            }
        }
        return ended;
    }

    private StoredGroup read() throws Exception {
        byte[] bytes = groups.value();
        return bytes == null
                ? new StoredGroup(members)
                : new StoredGroup(new ByteReader(bytes), members);
    }

    private void write(StoredGroup stored) throws Exception {
        if (stored.state.isBlank()) {
            groups.clear();
            latest.clear();
            untold.clear();
            return;
        }
        ByteWriter bytes = new ByteWriter();
        stored.write(bytes);
        groups.update(bytes.toBytes());
    }

    private static void setTimer(StoredGroup stored, GroupMachine machine, TimerService timers) {
        long due = stored.state.isBlank() ? Long.MAX_VALUE : machine.due(stored.state);
        if (due != Long.MAX_VALUE && (stored.timer == StoredGroup.NONE || due < stored.timer)) {
            stored.timer = due;
            timers.registerEventTimeTimer(due);
        }
    }
}
