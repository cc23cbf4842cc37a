package io.fleetstream.benchmarks.anomaly;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.domain.watch.Cohorts;
import io.fleetstream.jobs.anomaly.domain.watch.DeskOutput;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCardCodec;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceDesk;
import io.fleetstream.jobs.anomaly.domain.watch.Happening;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.RuleBook;
import io.fleetstream.jobs.anomaly.domain.watch.Sample.MetricValue;
import io.fleetstream.jobs.anomaly.domain.watch.Shadow;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import java.util.List;
import java.util.Random;

/**
 * What the operator watch-device does with a reading, without Flink around it: the device's state
 * is read from its bytes, the reading waits for the one before it to be judged by the rules, and
 * the state is written. One state read and one write per reading, with a detector or without.
 */
public final class DeskVariant implements Variant, DeskOutput {
    /** Request: the detector of a second rule, as YAML; empty for one rule only. */
    static final String DETECTOR = "detector";

    /** Request: devices in the fleet. */
    static final String DEVICES = "devices";

    private static final String LIMIT = "{rule: hot, metric: t, levels: [{above: 1000}]}";
    private static final String DETECTED =
            "{rule: odd, metric: t, detector: %s, levels: [{severity: minor}]}";
    private static final long SEED = 20261121;
    private static final int WAVES = 1 << 12;
    private static final long STEP = 10_000;

    private final DeviceCardCodec codec = new DeviceCardCodec();
    private byte[][] cards;
    private double[] waves;
    private DeviceDesk desk;
    private long round;
    private long told;

    @Override
    public Sample drain(Request request) throws RuleException {
        int devices = (int) request.number(DEVICES);
        long rounds = request.number(Request.RECORDS) / devices;
        prepare(devices, request.text(DETECTOR));
        ResourceMeter meter = ResourceMeter.start();
        for (long last = round + rounds; round < last; round++) {
            for (int device = 0; device < devices; device++) {
                take(device);
            }
        }
        Sample sample = meter.stop(rounds * devices);
        System.err.printf("%d things happened so far, %d bytes%n", told, cards[0].length);
        return sample;
    }

    private void prepare(int devices, String detector) throws RuleException {
        if (cards != null) {
            return;
        }
        RuleReader reader = new RuleReader();
        RuleBook book = new RuleBook();
        book.put(new WatchedRule(reader.read(LIMIT), 1));
        if (!detector.isEmpty()) {
            book.put(new WatchedRule(reader.read(DETECTED.formatted(detector)), 1));
        }
        desk = new DeviceDesk(book, Cohorts.UNKNOWN, () -> Shadow.NONE, STEP / 10);
        Random random = new Random(SEED);
        waves = random.doubles(WAVES, 0, 1).toArray();
        cards = new byte[devices][];
        for (int device = 0; device < devices; device++) {
            cards[device] = codec.write(new DeviceCard());
        }
    }

    private void take(int device) {
        DeviceCard card = codec.read(cards[device]);
        long time = round * STEP;
        double value = waves[(int) ((round + 7L * device) & (WAVES - 1))];
        desk.take(
                "device",
                card,
                new io.fleetstream.jobs.anomaly.domain.watch.Sample(
                        time, time, 0, round, 0, List.of(new MetricValue("t", value))),
                this);
        cards[device] = codec.write(card, cards[device]);
    }

    @Override
    public void happened(Happening happening) {
        told++;
    }

    @Override
    public void late(io.fleetstream.jobs.anomaly.domain.watch.Sample sample) {
        throw new IllegalStateException("a reading was late");
    }

    @Override
    public void repeated(io.fleetstream.jobs.anomaly.domain.watch.Sample sample) {
        throw new IllegalStateException("a reading came again");
    }

    @Override
    public void ignored(Order order) {
        throw new IllegalStateException("nobody ordered anything");
    }
}
