package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.admission.Admission;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.books.BooksRules;
import io.fleetstream.jobs.ingest.domain.manifest.Manifests;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.quality.QualityRules;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.schemas.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides on the messages of devices, each from its own past; keyed by device.
 *
 * <p>Readings come out in the order in which the device's messages come in. Each message ends as
 * readings, as one dead letter ({@link DeadLetters#TAG}) or as one duplicate, or it waits. Timers
 * run in arrival time, which is what watermarks stand for here. State: the descriptors of {@link
 * IngestStates}; a message costs one read and one write.
 */
public final class AdmitMessageFunction
        extends KeyedBroadcastProcessFunction<String, DeviceInput, ReferenceChange, Reading>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 2L;
    private static final long MICROS_PER_MILLI = 1_000L;

    /** What bridges and partitions may lie behind one another. */
    private static final long IN_TIME_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final AdmissionSettings settings;
    private final Limits limits;
    private final DeadLetters deadLetters;
    private transient ValueState<byte[]> device;
    private transient DeviceRowCodec codec;
    private transient ListState<Long> waiting;
    private transient AdmitMetrics metrics;
    private transient AdmissionDesk desk;
    private transient Ledger ledger;
    private transient RawReader reader;
    private transient Manifests manifests;
    private transient long restoredWaiting;

    /**
     * An operator that decides by those settings.
     *
     * @param limits of the parser, for messages that have waited
     */
    public AdmitMessageFunction(
            AdmissionSettings settings, Limits limits, DeadLetters deadLetters) {
        this.settings = settings;
        this.limits = limits;
        this.deadLetters = deadLetters;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        waiting = context.getOperatorStateStore().getListState(IngestStates.WAITING);
        restoredWaiting = 0;
        for (Long part : waiting.get()) {
            restoredWaiting += part;
        }
    }

    @Override
    public void open(OpenContext context) {
        device = getRuntimeContext().getState(IngestStates.DEVICE);
        codec = new DeviceRowCodec();
        metrics = new AdmitMetrics(FleetMetrics.of(getRuntimeContext()));
        metrics.waiting = restoredWaiting;
        getRuntimeContext()
                .getMetricGroup()
                .addGroup("fleet")
                .gauge("waiting", () -> metrics.waiting);
        ledger = new Ledger(new BooksRules(micros(settings.booksInterval())));
        reader = new RawReader(limits);
        desk =
                new AdmissionDesk(
                        settings,
                        reader,
                        new RecordQueue(
                                getRuntimeContext().getMapState(IngestStates.PARKED),
                                reader,
                                micros(settings.parking().time())),
                        new RecordQueue(
                                getRuntimeContext().getMapState(IngestStates.HELD),
                                reader,
                                settings.clock().holdMicros()),
                        new Verdicts(
                                new Admission(new QualityRules(new UnitConversions())),
                                ledger,
                                metrics),
                        metrics);
    }

    @Override
    public void processElement(DeviceInput input, ReadOnlyContext context, Collector<Reading> out)
            throws Exception {
        byte[] stored = device.value();
        DeviceCard card = DeviceCard.of(input.deviceId(), codec.read(stored));
        Turn turn = turn(card, reference(context), context::output, out);
        if (input.message() != null) {
            card.behind = behind(input.message().receivedAt(), context);
            desk.arrive(turn, input.message(), input.raw());
            ledger.publishWith(card, input.message().receivedAt(), turn.outlet());
        } else if (input.rejection() != null) {
            card.behind = behind(input.rejection().receivedAt(), context);
            ledger.add(card, input.rejection(), turn.outlet());
            ledger.publishWith(card, input.rejection().receivedAt(), turn.outlet());
        } else {
            desk.register(turn, input.registry());
        }
        arm(card, context);
        store(card, stored);
    }

    @Override
    public void processBroadcastElement(
            ReferenceChange change, Context context, Collector<Reading> out) throws Exception {
        if (change.model() != null) {
            desk.modelsChanged();
            ModelChange model = change.model();
            apply(context.getBroadcastState(IngestStates.MODELS), model.model(), model.row());
        } else {
            ManifestChange manifest = change.manifest();
            apply(
                    context.getBroadcastState(IngestStates.MANIFESTS),
                    manifest.manifest(),
                    manifest.row());
            manifests = read(context.getBroadcastState(IngestStates.MANIFESTS));
            lookAtParked(context, out);
        }
    }

    /** The timer set for the parked ones remains, and deals with whatever they leave behind. */
    private void lookAtParked(Context context, Collector<Reading> out) throws Exception {
        ReadOnlyReference reference =
                new ReadOnlyReference(context.getBroadcastState(IngestStates.MODELS), manifests);
        context.applyToKeyedState(
                IngestStates.PARKED,
                (key, parked) -> {
                    byte[] stored = device.value();
                    DeviceCard card = DeviceCard.of(key, codec.read(stored));
                    desk.lookAgain(turn(card, reference, context::output, out));
                    store(card, stored);
                });
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Reading> out)
            throws Exception {
        byte[] stored = device.value();
        if (stored == null) {
            return;
        }
        DeviceCard card = DeviceCard.of(context.getCurrentKey(), codec.read(stored));
        desk.tick(
                turn(card, reference(context), context::output, out),
                timestamp * MICROS_PER_MILLI - card.behind);
        if (card.timerAt <= timestamp) {
            card.timerAt = 0;
        }
        arm(card, context);
        store(card, stored);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        waiting.clear();
        waiting.add(metrics.waiting);
    }

    private Reference reference(ReadOnlyContext context) throws Exception {
        if (manifests == null) {
            manifests = read(context.getBroadcastState(IngestStates.MANIFESTS));
        }
        return new ReadOnlyReference(context.getBroadcastState(IngestStates.MODELS), manifests);
    }

    private static Manifests read(ReadOnlyBroadcastState<String, ManifestRow> rows)
            throws Exception {
        List<ManifestRow> all = new ArrayList<>();
        rows.immutableEntries().forEach(entry -> all.add(entry.getValue()));
        return Manifests.of(all);
    }

    private static <R> void apply(BroadcastState<String, R> rows, String key, R row)
            throws Exception {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    private Turn turn(
            DeviceCard card, Reference reference, SideOutputs sides, Collector<Reading> out) {
        return new Turn(card, reference, new Outlet(out, sides, deadLetters, reader));
    }

    /**
     * A recording is replayed with its recorded arrivals, years behind the watermark perhaps. Its
     * deadlines are as far away as they were then, or every message would be the last for its
     * timers.
     */
    private static long behind(long arrival, ReadOnlyContext context) {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE) {
            return 0;
        }
        long behind = watermark * MICROS_PER_MILLI - arrival;
        return behind > IN_TIME_MICROS ? behind : 0;
    }

    /** One timer for whatever is due next; an earlier one may be set while a later one still is. */
    private void arm(DeviceCard card, ReadOnlyContext context) {
        long due = desk.dueAt(card);
        if (due == Long.MAX_VALUE) {
            return;
        }
        long millis = -Math.floorDiv(-(due + card.behind), MICROS_PER_MILLI);
        if (card.timerAt == 0 || millis < card.timerAt) {
            context.timerService().registerEventTimeTimer(millis);
            card.timerAt = millis;
        }
    }

    /**
     * Overwrites what is stored, which on the heap is the state itself. That is safe while a
     * snapshot is written: then the backend has handed out a copy, which this makes the state.
     */
    private void store(DeviceCard card, byte[] stored) throws Exception {
        if (card.isBlank()) {
            device.clear();
        } else {
            device.update(codec.write(card.row(), stored));
        }
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
