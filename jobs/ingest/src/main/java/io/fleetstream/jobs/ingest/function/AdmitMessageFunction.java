package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.Duplicates;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.enrich.FactsRules;
import io.fleetstream.jobs.ingest.domain.enrich.ReadingAssembly;
import io.fleetstream.jobs.ingest.domain.quality.QualityRules;
import io.fleetstream.jobs.ingest.domain.sequence.Filtered;
import io.fleetstream.jobs.ingest.domain.sequence.RepeatFilter;
import io.fleetstream.jobs.ingest.domain.sequence.Verdict;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Drops what a device has said before and enriches the rest; keyed by device.
 *
 * <p>Readings come out in the order in which the device's messages come in. A message of which
 * nothing is new goes to {@link #DUPLICATES}; what is learnt about a device goes to {@link #FACTS}.
 * State: the descriptors of {@link IngestStates}. A message that overtakes its registry row or its
 * model is enriched without it.
 */
public final class AdmitMessageFunction
        extends KeyedBroadcastProcessFunction<String, DeviceInput, ModelChange, Reading> {
    /** One record for each message of which nothing was new. */
    public static final OutputTag<Duplicate> DUPLICATES =
            new OutputTag<>("duplicates", new AvroTypeInfo<>(Duplicate.class));

    /** One record for each device seen for the first time or changed in a way worth telling. */
    public static final OutputTag<DeviceFacts> FACTS =
            new OutputTag<>("facts", new AvroTypeInfo<>(DeviceFacts.class));

    private static final long serialVersionUID = 1L;

    private final Duration historyTtl;
    private final Duration factsTtl;
    private transient ValueState<RegistryRow> registry;
    private transient ValueState<DeviceHistory> history;
    private transient ValueState<FactsRow> facts;
    private transient QualityRules quality;
    private transient Counter accepted;
    private transient Counter duplicates;
    private transient Counter readings;
    private transient Counter repeatedReadings;
    private transient Counter sequenceResets;
    private transient Counter firstSeen;

    /**
     * An operator that forgets silent devices.
     *
     * @param historyTtl time for which a repeat is recognised after the device's last message
     * @param factsTtl time after which a silent device counts as seen for the first time
     */
    public AdmitMessageFunction(Duration historyTtl, Duration factsTtl) {
        this.historyTtl = historyTtl;
        this.factsTtl = factsTtl;
    }

    @Override
    public void open(OpenContext context) {
        registry = getRuntimeContext().getState(IngestStates.REGISTRY);
        history = getRuntimeContext().getState(IngestStates.history(historyTtl));
        facts = getRuntimeContext().getState(IngestStates.facts(factsTtl));
        quality = new QualityRules(new UnitConversions());
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        accepted = metrics.counter("accepted");
        duplicates = metrics.counter("duplicates");
        readings = metrics.counter("readings");
        repeatedReadings = metrics.counter("repeatedReadings");
        sequenceResets = metrics.counter("sequenceResets");
        firstSeen = metrics.counter("firstSeen");
    }

    @Override
    public void processElement(DeviceInput input, ReadOnlyContext context, Collector<Reading> out)
            throws Exception {
        if (input.message() == null) {
            changeRegistry(input.registry());
        } else {
            admit(input.message(), context, out);
        }
    }

    @Override
    public void processBroadcastElement(ModelChange change, Context context, Collector<Reading> out)
            throws Exception {
        BroadcastState<String, ModelRow> models = context.getBroadcastState(IngestStates.MODELS);
        if (change.row() == null) {
            models.remove(change.model());
        } else {
            models.put(change.model(), change.row());
        }
    }

    private void changeRegistry(RegistryRow row) throws Exception {
        if (row == null) {
            registry.clear();
        } else {
            registry.update(row);
        }
    }

    private void admit(ParsedMessage message, ReadOnlyContext context, Collector<Reading> out)
            throws Exception {
        DeviceHistory before = history.value();
        Filtered filtered =
                RepeatFilter.judge(before == null ? DeviceHistory.EMPTY : before, message);
        if (filtered.isDuplicate()) {
            duplicates.inc();
            context.output(DUPLICATES, Duplicates.of(message));
            return;
        }
        history.update(filtered.history());
        accepted.inc();
        emit(message, filtered, context, out);
    }

    private void emit(
            ParsedMessage message,
            Filtered filtered,
            ReadOnlyContext context,
            Collector<Reading> out)
            throws Exception {
        RegistryRow row = registry.value();
        ModelRow model = modelOf(row, context);
        FactsRow known = facts.value();
        FactsRow learnt = known;
        for (int i = 0; i < message.readings().size(); i++) {
            Verdict verdict = filtered.verdicts().get(i);
            if (!verdict.accepted()) {
                repeatedReadings.inc();
                continue;
            }
            if (verdict == Verdict.RESET) {
                sequenceResets.inc();
            }
            learnt =
                    FactsRules.learn(
                            learnt, message.readings().get(i), message.receivedAt(), row != null);
            readings.inc();
            ParsedReading reading = message.readings().get(i);
            List<Metric> metrics =
                    quality.judge(reading, model, reading.timeOr(message.receivedAt()), null)
                            .metrics();
            out.collect(ReadingAssembly.reading(message, i, row, metrics, learnt));
        }
        if (!learnt.equals(known)) {
            facts.update(learnt);
        }
        if (FactsRules.deservesNotice(known, learnt)) {
            context.output(FACTS, FactsRules.announce(learnt, message));
        }
        if (known == null) {
            firstSeen.inc();
        }
    }

    private static ModelRow modelOf(RegistryRow row, ReadOnlyContext context) throws Exception {
        return row == null || row.model() == null
                ? null
                : context.getBroadcastState(IngestStates.MODELS).get(row.model());
    }
}
