package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.payload.MessageParser;
import io.fleetstream.schemas.ReasonCode;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Parses and checks messages one by one; stateless. A message that cannot be used goes to {@link
 * DeadLetters#TAG} and, for its device's books, on to its device if the topic names one; a
 * heartbeat of the bridge ends here, counted.
 */
public final class ParseMessageFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final Limits limits;
    private final DeadLetters deadLetters;
    private transient MessageParser parser;
    private transient RawMessages messages;
    private transient FleetMetrics metrics;
    private transient Counter heartbeats;
    private transient Map<ReasonCode, Counter> rejected;

    /** Accepts what lies within the limits. */
    public ParseMessageFunction(Limits limits, DeadLetters deadLetters) {
        this.limits = limits;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        parser = new MessageParser(limits);
        metrics = FleetMetrics.of(getRuntimeContext());
        heartbeats = metrics.counter("heartbeats");
        rejected = new EnumMap<>(ReasonCode.class);
        messages =
                new RawMessages(
                        metrics.counter("arrivalsInOtherUnits"),
                        metrics.counter("arrivalsFromKafka"),
                        metrics.counter("unreadableReplays"));
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out) {
        RawMessage raw = messages.of(record);
        if (raw == null) {
            heartbeats.inc();
            return;
        }
        ParsedMessage message;
        try {
            message = parser.parse(raw);
        } catch (RejectedException e) {
            reject(record, raw, e, context, out);
            return;
        }
        out.collect(DeviceInput.of(message, record));
    }

    private void reject(
            KafkaRecord record,
            RawMessage raw,
            RejectedException e,
            Context context,
            Collector<DeviceInput> out) {
        rejected.computeIfAbsent(e.reason(), this::counter).inc();
        String device = parser.deviceOf(raw);
        // A replay that is refused again is the same dead letter.
        context.output(
                DeadLetters.TAG,
                deadLetters
                        .builder(record, e.reason(), e.getMessage())
                        .setPath(e.path())
                        .setDeviceId(device)
                        .setReceivedAt(Micros.instant(raw.receivedAt()))
                        .setSourcePartition(raw.partition())
                        .setSourceOffset(raw.offset())
                        .setSourceIndex(messages.sourceIndex())
                        .build());
        if (device != null) {
            out.collect(
                    DeviceInput.rejected(
                            device,
                            new Rejection(
                                    e.reason(),
                                    raw.receivedAt(),
                                    raw.partition(),
                                    raw.offset(),
                                    raw.replayId())));
        }
    }

    private Counter counter(ReasonCode reason) {
        return metrics.counter("deadLetters", "reason", reason);
    }
}
