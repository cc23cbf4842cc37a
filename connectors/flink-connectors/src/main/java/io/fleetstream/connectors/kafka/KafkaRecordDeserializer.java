package io.fleetstream.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes Kafka records as they are; decodes nothing, so no record can stop the source. Decoding is
 * the first operator's, which has a side output for what it cannot read.
 */
public final class KafkaRecordDeserializer
        implements KafkaRecordDeserializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> source, Collector<KafkaRecord> out) {
        out.collect(
                new KafkaRecord(
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        source.timestamp(),
                        source.key(),
                        source.value(),
                        headers(source)));
    }

    @Override
    public TypeInformation<KafkaRecord> getProducedType() {
        return KafkaRecordTypeInfo.INSTANCE;
    }

    private static List<KafkaHeader> headers(ConsumerRecord<byte[], byte[]> source) {
        List<KafkaHeader> headers = new ArrayList<>();
        for (Header header : source.headers()) {
            headers.add(new KafkaHeader(header.key(), header.value()));
        }
        return headers;
    }
}
