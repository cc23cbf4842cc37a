package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.Topics;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records as they are to {@code device.downlink}. */
final class DownlinkSerializer implements KafkaRecordSerializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            KafkaRecord record, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(Topics.DEVICE_DOWNLINK, record.key(), record.value());
        for (int i = 0; i < record.headerCount(); i++) {
            out.headers().add(record.headerName(i), record.headerValue(i));
        }
        return out;
    }
}
