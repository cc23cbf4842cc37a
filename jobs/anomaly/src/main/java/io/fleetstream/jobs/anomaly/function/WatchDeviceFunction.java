package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.Texts;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCardCodec;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceDesk;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.RuleBook;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.Shadow;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.CohortRow;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the rules to every device: alarms out; what devices are told, and late readings, to
 * {@link AnomalyOutputs}. Keyed by device; rules by broadcast. A new version of a rule finds each
 * device when something next happens to it. State: {@link AnomalyStates}. Timers are in arrival
 * time; a device has at most one for what falls due, and one for presence.
 */
public final class WatchDeviceFunction
        extends KeyedBroadcastProcessFunction<String, DeviceInput, ReferenceRow, AlarmEvent> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WatchDeviceFunction.class);

    private final WatchOptions options;

    private transient ValueState<byte[]> cards;
    private transient ValueState<byte[]> shadows;
    private transient Texts texts;
    private transient DeviceCardCodec codec;
    private transient RuleReader reader;
    private transient RuleBook book;
    private transient ModelCohorts cohorts;
    private transient DeviceDesk desk;
    private transient WatchMetrics metrics;

    /** With those settings. */
    public WatchDeviceFunction(WatchOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        cards = getRuntimeContext().getState(AnomalyStates.CARD);
        shadows = getRuntimeContext().getState(AnomalyStates.SHADOW);
        texts = new Texts();
        codec = new DeviceCardCodec(texts);
        reader = new RuleReader();
        metrics = new WatchMetrics(getRuntimeContext());
    }

    @Override
    public void processElement(
            DeviceInput input, ReadOnlyContext context, Collector<AlarmEvent> out)
            throws Exception {
        if (book == null) {
            useReference(context);
        }
        String device = context.getCurrentKey();
        byte[] stored = cards.value();
        DeviceCard card = stored == null ? new DeviceCard() : codec.read(stored);
        DeskOutputs outputs = new DeskOutputs(device, card, book, metrics, context, out);
        ByteReader body = new ByteReader(input.getBody(), texts);
        switch (input.getKind()) {
            case DeviceInputs.READING -> {
                metrics.countReading();
                if (!card.isDescribedBy(body)) {
                    desk.describe(card, DeviceInputs.Place.read(body).in(card.attributes()));
                }
                desk.take(device, card, Sample.read(body), outputs);
            }
            case DeviceInputs.ORDER -> desk.take(device, card, Order.read(body), outputs);
            case DeviceInputs.STATUS ->
                    desk.said(device, card, body.get() == 1, body.getSigned(), outputs);
            case DeviceInputs.DESCRIPTION -> describe(card, Attributes.read(body));
            case DeviceInputs.SHADOW -> {
                keep(Shadow.read(body), input);
                return;
            }
            case DeviceInputs.REMOVAL -> {
                desk.forget(card, outputs);
                cards.clear();
                shadows.clear();
                return;
            }
            default -> throw new IllegalStateException("no input is " + input.getKind());
        }
        store(device, card, stored, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlarmEvent> out)
            throws Exception {
        byte[] stored = cards.value();
        if (stored == null) {
            return;
        }
        if (book == null) {
            useReference(context);
        }
        String device = context.getCurrentKey();
        DeviceCard card = codec.read(stored);
        desk.fired(
                device,
                card,
                timestamp,
                new DeskOutputs(device, card, book, metrics, context, out));
        store(device, card, stored, context.timerService());
    }

    @Override
    public void processBroadcastElement(
            ReferenceRow row, Context context, Collector<AlarmEvent> out) throws Exception {
        BroadcastState<String, RuleRow> rules = context.getBroadcastState(AnomalyStates.RULES);
        BroadcastState<String, RuleRow> gone = context.getBroadcastState(AnomalyStates.GONE);
        BroadcastState<String, CohortRow> groups = context.getBroadcastState(AnomalyStates.COHORTS);
        if (book == null) {
            useReference(
                    rules.immutableEntries(), gone.immutableEntries(), groups.immutableEntries());
        }
        if (row.cohort() != null) {
            if (cohorts.put(row.cohort())) {
                groups.put(row.cohort().key(), row.cohort());
            }
        } else if (row.rule().definition() == null) {
            String id = row.rule().id();
            if (rules.contains(id)) {
                gone.put(id, rules.get(id));
            }
            rules.remove(id);
            book.remove(id);
        } else {
            rules.put(row.rule().id(), row.rule());
            gone.remove(row.rule().id());
            use(row.rule());
        }
    }

    private void useReference(ReadOnlyContext context) throws Exception {
        useReference(
                context.getBroadcastState(AnomalyStates.RULES).immutableEntries(),
                context.getBroadcastState(AnomalyStates.GONE).immutableEntries(),
                context.getBroadcastState(AnomalyStates.COHORTS).immutableEntries());
    }

    /** After a start rules and cohorts are in state alone. */
    private void useReference(
            Iterable<Map.Entry<String, RuleRow>> rules,
            Iterable<Map.Entry<String, RuleRow>> gone,
            Iterable<Map.Entry<String, CohortRow>> groups) {
        book = new RuleBook();
        cohorts = new ModelCohorts();
        desk = new DeviceDesk(book, cohorts, this::shadow, options.bounds());
        for (Map.Entry<String, RuleRow> one : rules) {
            use(one.getValue());
        }
        for (Map.Entry<String, RuleRow> one : gone) {
            read(one.getValue()).ifPresent(book::putGone);
        }
        for (Map.Entry<String, CohortRow> one : groups) {
            cohorts.put(one.getValue());
        }
    }

    /** Rules come here compiled once; one that does not compile was stored by another release. */
    private void use(RuleRow row) {
        read(row).ifPresent(book::put);
    }

    private Optional<WatchedRule> read(RuleRow row) {
        try {
            return Optional.of(new WatchedRule(reader.read(row.definition()), row.version()));
        } catch (RuleException e) {
            metrics.countUnusable();
            LOG.warn("Rule {} version {} cannot be used", row.id(), row.version(), e);
            return Optional.empty();
        }
    }

    /** The registry knows nothing of the firmware, which readings tell. */
    private void describe(DeviceCard card, Attributes row) {
        desk.describe(
                card,
                row.withPlace(
                        row.org(),
                        row.site(),
                        row.type(),
                        row.model(),
                        card.attributes().firmware()));
    }

    /** Kept as it came, and read by rules that ask for it. */
    private void keep(Shadow shadow, DeviceInput input) throws IOException {
        if (shadow.isNone()) {
            shadows.clear();
        } else {
            shadows.update(input.getBody());
        }
    }

    private Shadow shadow() {
        try {
            byte[] stored = shadows.value();
            return stored == null ? Shadow.NONE : Shadow.read(new ByteReader(stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is handed out by state is nobody else's: of what a snapshot needs it is a copy. */
    private void store(String device, DeviceCard card, byte[] stored, TimerService timers)
            throws Exception {
        desk.setTimers(
                device, card, options.presenceGrain().toMillis(), timers::registerEventTimeTimer);
        if (card.isBlank()) {
            cards.clear();
        } else {
            cards.update(codec.write(card, stored));
        }
    }
}
