package io.fleetstream.connectors.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes Kafka records as they are; decodes nothing, so no record can stop the source. Decoding is
 * the first operator's, which has a side output for what it cannot read.
 */
public final class KafkaRecordDeserializer
        implements KafkaRecordDeserializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> source, Collector<KafkaRecord> out) {
        out.collect(new KafkaRecord(source));
    }

    @Override
    public TypeInformation<KafkaRecord> getProducedType() {
        return KafkaRecordTypeInfo.INSTANCE;
    }
}
