package io.fleetstream.cli.alarm;

import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.watch.AlarmEvents;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.Cohorts;
import io.fleetstream.jobs.anomaly.domain.watch.DeskOutput;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceDesk;
import io.fleetstream.jobs.anomaly.domain.watch.Happening;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.RuleBook;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.Shadows;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What rules would have told of readings that are archived, by the code that the job runs: the same
 * alarms, at the same times, under the same names. Nobody asks anything of them, and what only a
 * running stack knows is not known: shadows, cohorts, and what devices said of being online.
 */
public final class BackTest implements Consumer<Reading> {
    /** Version of a rule that was never applied. */
    private static final int NO_VERSION = 0;

    private final RuleBook book = new RuleBook();
    private final DeviceDesk desk;
    private final Map<String, Attributes> registry;
    private final Duration bound;
    private final Optional<Instant> end;
    private final Consumer<AlarmEvent> told;

    private String device;
    private DeviceCard card;
    private Instant arrival = Instant.MIN;
    private long readings;
    private long devices;
    private long late;

    /**
     * A test.
     *
     * @param rules by the code that reads them for the job
     * @param registry what is said of devices; those that are not there are known by their readings
     * @param bound the job's reorder bound
     * @param end until when to wait for what falls due without a reading, in arrival time; until
     *     the device's last reading is judged if empty
     * @param told takes what happens, device by device
     */
    public BackTest(
            Collection<RuleFile> rules,
            Map<String, Attributes> registry,
            Duration bound,
            Optional<Instant> end,
            Consumer<AlarmEvent> told) {
        rules.forEach(rule -> book.put(new WatchedRule(rule.rule(), NO_VERSION)));
        this.desk = new DeviceDesk(book, Cohorts.UNKNOWN, Shadows.NONE, bound.toMillis());
        this.registry = registry;
        this.bound = bound;
        this.end = end;
        this.told = told;
    }

    /** The next reading; those of a device stand together, in the order they arrived. */
    @Override
    public void accept(Reading reading) {
        if (!reading.getDeviceId().equals(device)) {
            finish();
            device = reading.getDeviceId();
            card = new DeviceCard();
            desk.describe(card, registry.getOrDefault(device, Attributes.UNKNOWN));
            devices++;
        }
        readings++;
        arrival = reading.getReceivedAt();
        desk.describe(
                card,
                card.attributes()
                        .withPlace(
                                known(reading.getOrg()),
                                known(reading.getSite()),
                                known(reading.getDeviceType()),
                                known(reading.getModel()),
                                known(reading.getFirmware())));
        desk.take(device, card, sample(reading), output());
    }

    /** What falls due after the last reading of the last device. */
    public void finish() {
        if (device != null) {
            // what came last waits for the bound
            Instant judged = arrival.plus(bound);
            desk.arrive(device, card, end.orElse(judged).toEpochMilli(), output());
            device = null;
        }
    }

    /** How many readings there were. */
    public long readings() {
        return readings;
    }

    /** Of how many devices. */
    public long devices() {
        return devices;
    }

    /** How many came too late to be judged. */
    public long late() {
        return late;
    }

    private static Sample sample(Reading reading) {
        List<Sample.MetricValue> values = new ArrayList<>();
        reading.getMetrics()
                .forEach(
                        metric -> {
                            if (metric.getQuality() != Quality.BAD) {
                                values.add(
                                        new Sample.MetricValue(
                                                metric.getName(), metric.getValue()));
                            }
                        });
        return new Sample(
                reading.getEventTime().toEpochMilli(),
                reading.getReceivedAt().toEpochMilli(),
                reading.getSourcePartition(),
                reading.getSourceOffset(),
                reading.getSourceIndex(),
                values);
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }

    private DeskOutput output() {
        return new DeskOutput() {
            @Override
            public void happened(Happening happening) {
                WatchedRule watched = book.get(happening.rule());
                AlarmRule rule = watched == null ? null : watched.rule();
                told.accept(AlarmEvents.of(device, card.attributes(), happening, rule));
            }

            @Override
            public void late(Sample sample) {
                late++;
            }

            @Override
            public void repeated(Sample sample) {
                // what is archived twice was counted when it came
            }

            @Override
            public void ignored(Order order) {
                throw new IllegalStateException("nobody asks anything");
            }
        };
    }
}
