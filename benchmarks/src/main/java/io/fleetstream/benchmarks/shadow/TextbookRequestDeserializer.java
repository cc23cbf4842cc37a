package io.fleetstream.benchmarks.shadow;

import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a request out of its Kafka record. */
final class TextbookRequestDeserializer
        implements KafkaRecordDeserializationSchema<TextbookRequest> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<TextbookRequest> out) {
        out.collect(
                new TextbookRequest(
                        new String(record.key(), StandardCharsets.UTF_8),
                        header(record, RecordHeaders.MQTT_TOPIC),
                        record.value(),
                        Long.parseLong(header(record, RecordHeaders.RECEIVED_AT)),
                        record.partition(),
                        record.offset()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public TypeInformation<TextbookRequest> getProducedType() {
        return TypeInformation.of(TextbookRequest.class);
    }
}
