package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.Topics;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records as they are to {@code shadow.requests}, into the partitions of their devices. */
final class RequestSerializer implements KafkaRecordSerializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            KafkaRecord record, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(Topics.SHADOW_REQUESTS, record.key(), record.value());
        for (int i = 0; i < record.headerCount(); i++) {
            out.headers().add(record.headerName(i), record.headerValue(i));
        }
        return out;
    }
}
