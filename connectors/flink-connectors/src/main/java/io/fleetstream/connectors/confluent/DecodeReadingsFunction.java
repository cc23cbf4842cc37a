package io.fleetstream.connectors.confluent;

import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Does for readings what {@link DecodeAvroFunction} does for any record, and leaves them in their
 * bytes: what comes out is sure to be readable by {@link ReadingReader}. What cannot be decoded
 * goes to {@link DecodeAvroFunction#DEAD_LETTERS} and is counted, as are heartbeats; a registry
 * that cannot be reached fails the task. No state.
 */
public final class DecodeReadingsFunction extends ProcessFunction<KafkaRecord, ReadingBytes>
        implements ResultTypeQueryable<ReadingBytes> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final RefusedRecords refused;
    private transient ReadingDecoder decoder;
    private transient Counter undecodable;
    private transient Counter heartbeats;

    /** Asks the registry of the settings. */
    public DecodeReadingsFunction(KafkaSettings settings, RefusedRecords refused) {
        this.settings = settings;
        this.refused = refused;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ReadingDecoder(settings);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("fleet");
        undecodable = metrics.counter("undecodable");
        heartbeats = metrics.counter("heartbeats");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ReadingBytes> out)
            throws Exception {
        if (Heartbeats.is(record)) {
            heartbeats.inc();
            return;
        }
        ReadingBytes reading;
        try {
            reading = decoder.check(record.value());
        } catch (UndecodableRecordException e) {
            undecodable.inc();
            context.output(
                    DecodeAvroFunction.DEAD_LETTERS,
                    refused.deadLetter(record, e.reason(), e.getMessage()));
            return;
        }
        out.collect(reading);
    }

    @Override
    public TypeInformation<ReadingBytes> getProducedType() {
        return ReadingBytesTypeInfo.INSTANCE;
    }
}
