package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import java.util.ArrayList;
import java.util.List;

/** A desk for one device, in seconds; its card is stored and read before every call. */
final class Desk implements DeskOutput {
    private static final RuleReader READER = new RuleReader();
    private static final String DEVICE = "d1";

    private final RuleBook rules = new RuleBook();
    private final DeviceDesk desk;
    private final List<Happening> happened = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final DeviceCardCodec codec = new DeviceCardCodec();
    private byte[] stored;
    private DeviceCard card = new DeviceCard();
    private Shadow shadow = Shadow.NONE;
    private int offset;

    Desk(double bound, String... texts) {
        desk = new DeviceDesk(rules, Cohorts.UNKNOWN, () -> shadow, millis(bound));
        for (String text : texts) {
            rule(1, text);
        }
    }

    Desk rule(int version, String text) {
        try {
            rules.put(new WatchedRule(READER.read(text), version));
        } catch (RuleException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    Desk withoutRule(String id) {
        rules.remove(id);
        return this;
    }

    /** A value that arrives as soon as it is measured. */
    Desk see(double second, String metric, double value) {
        return see(second, second, metric, value);
    }

    Desk see(double second, double arrival, String metric, double value) {
        return take(sample(second, arrival, offset++, metric, value));
    }

    static Sample sample(double second, double arrival, int offset, String metric, double value) {
        return new Sample(
                millis(second),
                millis(arrival),
                0,
                offset,
                0,
                List.of(new Sample.MetricValue(metric, value)));
    }

    Desk take(Sample sample) {
        restore();
        desk.take(DEVICE, card, sample, this);
        return this;
    }

    Desk order(AlarmOrder order, double second, String rule, String alarm) {
        restore();
        desk.take(
                DEVICE,
                card,
                new Order("c", rule, alarm, order, millis(second), millis(second + 60), "me", ""),
                this);
        return this;
    }

    Desk said(boolean online, double arrival) {
        restore();
        desk.said(DEVICE, card, online, millis(arrival), this);
        return this;
    }

    Desk shadow(String desired, String reported) {
        shadow = new Shadow(desired, reported);
        return this;
    }

    Desk described(Attributes attributes) {
        desk.describe(card, attributes);
        return this;
    }

    Desk until(double arrival) {
        restore();
        desk.arrive(DEVICE, card, millis(arrival), this);
        return this;
    }

    double due() {
        long due = desk.due(card);
        return due == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : due / 1000.0;
    }

    DeviceCard card() {
        return card;
    }

    List<Happening> happened() {
        return happened;
    }

    List<String> told() {
        return happened.stream()
                .map(
                        one ->
                                one.rule()
                                        + " "
                                        + one.step().change()
                                        + "@"
                                        + one.step().time() / 1000.0)
                .toList();
    }

    List<String> rejected() {
        return rejected;
    }

    @Override
    public void happened(Happening happening) {
        happened.add(happening);
    }

    @Override
    public void late(Sample sample) {
        rejected.add("late " + sample.time() / 1000.0);
    }

    @Override
    public void repeated(Sample sample) {
        rejected.add("repeated " + sample.time() / 1000.0);
    }

    @Override
    public void ignored(Order order) {
        rejected.add("ignored " + order.order());
    }

    private void restore() {
        stored = codec.write(card, stored);
        card = codec.read(stored);
    }

    private static long millis(double second) {
        return Math.round(second * 1000);
    }
}
