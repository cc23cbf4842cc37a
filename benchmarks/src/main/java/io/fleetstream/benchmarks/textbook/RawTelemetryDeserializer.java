package io.fleetstream.benchmarks.textbook;

import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a record apart; decodes no payload, since a bad one must not stop the source. */
final class RawTelemetryDeserializer implements KafkaRecordDeserializationSchema<RawTelemetry> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawTelemetry> out) {
        RawTelemetry raw = new RawTelemetry();
        raw.mqttTopic = text(record.headers().lastHeader(RecordHeaders.MQTT_TOPIC));
        raw.receivedAt = text(record.headers().lastHeader(RecordHeaders.RECEIVED_AT));
        raw.payload = record.value();
        raw.partition = record.partition();
        raw.offset = record.offset();
        out.collect(raw);
    }

    @Override
    public TypeInformation<RawTelemetry> getProducedType() {
        return TypeInformation.of(RawTelemetry.class);
    }

    private static String text(Header header) {
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
