package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator alone; offsets count up with every message it is given. */
final class AdmitHarness {
    static final RegistryRow ROW = new RegistryRow("o", "s", "t", "m1");

    private final AdmissionSettings settings;
    private final int subtask;
    private final int parallelism;
    private KeyedBroadcastOperatorTestHarness<String, DeviceInput, ReferenceChange, Reading>
            operator;
    private long offset;

    AdmitHarness(AdmissionSettings settings) throws Exception {
        this(settings, null, 1, 0);
    }

    AdmitHarness(
            AdmissionSettings settings, OperatorSubtaskState state, int parallelism, int subtask)
            throws Exception {
        this.settings = settings;
        this.parallelism = parallelism;
        this.subtask = subtask;
        open(state);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        operator =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new AdmitMessageFunction(
                                        settings,
                                        Limits.DEFAULT,
                                        new DeadLetters("ingest", "admit-message")),
                                List.of(IngestStates.MODELS, IngestStates.MANIFESTS)),
                        DeviceInput::deviceId,
                        Types.STRING,
                        720,
                        parallelism,
                        subtask);
        if (state != null) {
            operator.initializeState(state);
        }
        operator.open();
    }

    /** The part of a snapshot that one subtask of a job of another parallelism begins with. */
    static OperatorSubtaskState repartition(
            OperatorSubtaskState state, int before, int after, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, 720, before, after, subtask);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return operator.snapshot(1, 1);
    }

    /**
     * Begins a snapshot as a checkpoint does; what it holds is written when the futures are run.
     */
    OperatorSnapshotFutures beginSnapshot() throws Exception {
        return operator.getOperator()
                .snapshotState(
                        1,
                        1,
                        CheckpointOptions.forCheckpointWithDefaultLocation(),
                        new MemCheckpointStreamFactory(1 << 20));
    }

    /** The bytes in which the state backend keeps the device, themselves; null for none. */
    byte[] stored(String device) throws Exception {
        KeyedStateBackend<String> backend = operator.getOperator().getKeyedStateBackend();
        backend.setCurrentKey(device);
        return backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        IngestStates.DEVICE)
                .value();
    }

    /** Ends this one and goes on from its snapshot; what it put out so far is lost. */
    void restart() throws Exception {
        OperatorSubtaskState state = snapshot();
        operator.close();
        open(state);
    }

    /** A message of d1 that arrives that many seconds after noon. */
    void send(String payload, double second) throws Exception {
        send(record(payload, second));
    }

    void send(KafkaRecord record) throws Exception {
        operator.processElement(Messages.input(record), 0);
    }

    void input(DeviceInput input) throws Exception {
        operator.processElement(input, 0);
    }

    void register(RegistryRow row) throws Exception {
        operator.processElement(DeviceInput.registered("d1", row), 0);
    }

    void broadcast(ReferenceChange change) throws Exception {
        operator.processBroadcastElement(change, 0);
    }

    /** Arrival time is that many seconds after noon. */
    void time(double second) throws Exception {
        Watermark watermark = new Watermark((Messages.NOON + micros(second)) / 1_000);
        operator.processWatermark(watermark);
        operator.processBroadcastWatermark(watermark);
    }

    KafkaRecord record(String payload, double second) {
        return Messages.raw(payload, Messages.NOON + micros(second)).at(3, offset++).build();
    }

    /** The same as a replay of dead letters brings it back. */
    KafkaRecord replay(KafkaRecord original, String replayId) {
        List<KafkaHeader> headers = new ArrayList<>(original.headers());
        headers.add(
                header(
                        RecordHeaders.REPLAYED_FROM,
                        "telemetry.raw/%d/%d/0"
                                .formatted(original.partition(), original.offset())));
        headers.add(header(RecordHeaders.REPLAY_ID, replayId));
        return new KafkaRecord(
                original.topic(),
                original.partition(),
                offset++,
                original.timestamp(),
                original.key(),
                original.value(),
                headers);
    }

    private static KafkaHeader header(String name, String text) {
        return new KafkaHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    List<Reading> readings() {
        return operator.extractOutputValues();
    }

    List<Long> sequences() {
        return readings().stream().map(Reading::getSequence).toList();
    }

    List<DeadLetter> deadLetters() {
        return side(DeadLetters.TAG);
    }

    /** The last state of the books by hour and part. */
    Map<List<Object>, DeviceHour> books() {
        Map<List<Object>, DeviceHour> last = new LinkedHashMap<>();
        for (DeviceHour hour : side(AdmitOutputs.DEVICE_HOURS)) {
            last.put(List.of(hour.getDeviceId(), hour.getHour(), hour.getPart()), hour);
        }
        return last;
    }

    <T> List<T> side(OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        var side = operator.getSideOutput(tag);
        if (side != null) {
            side.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    int keyedStateEntries() {
        KeyedStateBackend<?> backend = operator.getOperator().getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    int timers() {
        return operator.numEventTimeTimers();
    }

    void close() throws Exception {
        operator.close();
    }

    private static long micros(double second) {
        return Math.round(second * Messages.SECOND);
    }
}
