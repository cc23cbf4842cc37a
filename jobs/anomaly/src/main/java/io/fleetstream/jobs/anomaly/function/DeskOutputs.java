package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleMode;
import io.fleetstream.jobs.anomaly.domain.watch.AlarmEvents;
import io.fleetstream.jobs.anomaly.domain.watch.DeskOutput;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.Happening;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.RuleBook;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import io.fleetstream.schemas.AlarmEvent;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Leads what a desk tells to the outputs of the operator. For one call of it. */
final class DeskOutputs implements DeskOutput {
    private final String device;
    private final DeviceCard card;
    private final RuleBook rules;
    private final WatchMetrics metrics;
    private final KeyedBroadcastProcessFunction<String, ?, ?, ?>.ReadOnlyContext context;
    private final Collector<AlarmEvent> out;

    DeskOutputs(
            String device,
            DeviceCard card,
            RuleBook rules,
            WatchMetrics metrics,
            KeyedBroadcastProcessFunction<String, ?, ?, ?>.ReadOnlyContext context,
            Collector<AlarmEvent> out) {
        this.device = device;
        this.card = card;
        this.rules = rules;
        this.metrics = metrics;
        this.context = context;
        this.out = out;
    }

    @Override
    public void happened(Happening happening) {
        WatchedRule watched = rules.get(happening.rule());
        boolean gone = watched == null;
        watched = gone ? rules.gone(happening.rule()) : watched;
        AlarmRule rule = watched == null ? null : watched.rule();
        boolean trial = rule != null && rule.mode() == RuleMode.SHADOW;
        metrics.count(happening.step().change(), trial);
        AlarmEvent event = AlarmEvents.of(device, card.attributes(), happening, rule);
        if (gone && happening.order() == null) {
            event.setComment(AlarmEvents.RULE_DELETED);
        }
        Optional<GroupInput> grouped =
                rule == null || rule.group() == null
                        ? Optional.empty()
                        : Groups.input(event, card.attributes(), rule.group());
        grouped.ifPresentOrElse(
                one -> context.output(AnomalyOutputs.GROUPED, one), () -> out.collect(event));
        for (WatchedRule behind : rules.behind(happening.rule())) {
            Groups.asParent(event, behind)
                    .ifPresent(one -> context.output(AnomalyOutputs.GROUPED, one));
        }
        if (rule != null && rule.notifyDevice() && !trial) {
            AlertMessages.of(event)
                    .ifPresent(alert -> context.output(AnomalyOutputs.DOWNLINK, alert));
        }
    }

    @Override
    public void late(Sample sample) {
        metrics.countLate();
        context.output(AnomalyOutputs.LATE, LateReadings.of(device, card, sample));
    }

    @Override
    public void repeated(Sample sample) {
        metrics.countRepeated();
    }

    @Override
    public void ignored(Order order) {
        metrics.countIgnored();
    }
}
