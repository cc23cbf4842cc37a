package io.fleetstream.connectors.confluent;

import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.DeadLetter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes the values of Kafka records. What cannot be decoded goes to {@link #DEAD_LETTERS} and is
 * counted; heartbeats are counted and go nowhere; a registry that cannot be reached fails the task,
 * and Flink restarts it. No state.
 */
public final class DecodeAvroFunction<T extends SpecificRecordBase>
        extends ProcessFunction<KafkaRecord, T> implements ResultTypeQueryable<T> {
    /** Where records go that cannot be decoded. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final KafkaSettings settings;
    private final RefusedRecords refused;
    private transient ConfluentAvroDecoder<T> decoder;
    private transient Counter undecodable;
    private transient Counter heartbeats;

    /** Decodes into the given generated class. */
    public DecodeAvroFunction(Class<T> type, KafkaSettings settings, RefusedRecords refused) {
        this.type = type;
        this.settings = settings;
        this.refused = refused;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(type, settings);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("fleet");
        undecodable = metrics.counter("undecodable");
        heartbeats = metrics.counter("heartbeats");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<T> out)
            throws Exception {
        if (Heartbeats.is(record)) {
            heartbeats.inc();
            return;
        }
        T decoded;
        try {
            decoded = decoder.decode(record.value());
        } catch (UndecodableRecordException e) {
            undecodable.inc();
            context.output(DEAD_LETTERS, refused.deadLetter(record, e.reason(), e.getMessage()));
            return;
        }
        out.collect(decoded);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return new AvroTypeInfo<>(type);
    }
}
