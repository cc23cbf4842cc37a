package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.payload.MessageParser;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Parses and checks messages one by one; stateless. A message that cannot be used goes to {@link
 * DeadLetters#TAG}; a heartbeat of the bridge ends here, counted.
 */
public final class ParseMessageFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final Limits limits;
    private final DeadLetters deadLetters;
    private transient MessageParser parser;
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
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out) {
        if (record.hasHeader(RecordHeaders.HEARTBEAT)) {
            heartbeats.inc();
            return;
        }
        ParsedMessage message;
        try {
            message = parser.parse(RawMessages.of(record));
        } catch (RejectedException e) {
            rejected.computeIfAbsent(e.reason(), this::counter).inc();
            context.output(
                    DeadLetters.TAG,
                    deadLetters
                            .builder(record, e.reason(), e.getMessage())
                            .setPath(e.path())
                            .setDeviceId(parser.deviceOf(RawMessages.of(record)))
                            .build());
            return;
        }
        out.collect(DeviceInput.of(message, record));
    }

    private Counter counter(ReasonCode reason) {
        return metrics.counter("deadLetters", "reason", reason);
    }
}
