package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends records as they are to the topic they name, in the partition of their device: requests
 * that the job makes and reads again itself.
 */
final class RequestSerializer implements KafkaRecordSerializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            KafkaRecord record, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(record.topic(), record.key(), record.value());
        for (int i = 0; i < record.headerCount(); i++) {
            out.headers().add(record.headerName(i), record.headerValue(i));
        }
        return out;
    }
}
