package io.fleetstream.benchmarks.textbook;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.kafka.Written;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroSerializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The textbook's job from Kafka to Kafka in transactions, to the topics of ours. */
public final class TextbookJob extends FlinkVariant {
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private Written written;

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        if (written == null) {
            written = new Written(request);
        }
        written.skip();
        SingleOutputStreamOperator<Measurement> checked =
                TextbookStreams.checked(environment, request);
        checked.keyBy(measurement -> measurement.deviceId)
                .connect(
                        TextbookStreams.references(environment, request)
                                .broadcast(AdmitFunction.REGISTRY, AdmitFunction.MODELS))
                .process(new AdmitFunction())
                .returns(new AvroTypeInfo<>(Reading.class))
                .uid("admit")
                .name("admit")
                .sinkTo(
                        sink(
                                request,
                                Topics.TELEMETRY_READINGS,
                                new DeviceKey(),
                                ConfluentRegistryAvroSerializationSchema.forSpecific(
                                        Reading.class,
                                        Topics.TELEMETRY_READINGS + "-value",
                                        request.text(Request.SCHEMA_REGISTRY))))
                .uid("readings")
                .name("readings");
        checked.getSideOutput(CheckFunction.REFUSED)
                .sinkTo(sink(request, Topics.TELEMETRY_DEAD_LETTERS, new NoKey(), new Bytes()))
                .uid("refused")
                .name("refused");
    }

    /** The device's id. */
    private static final class DeviceKey implements SerializationSchema<Reading> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(Reading reading) {
            return reading.getDeviceId().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** None. */
    private static final class NoKey implements SerializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(byte[] refused) {
            return null;
        }
    }

    /** The bytes as they are. */
    private static final class Bytes implements SerializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(byte[] refused) {
            return refused;
        }
    }

    private static <T> KafkaSink<T> sink(
            Request request,
            String topic,
            SerializationSchema<T> key,
            SerializationSchema<T> value) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<T>builder()
                                .setTopic(topic)
                                .setKeySerializationSchema(key)
                                .setValueSerializationSchema(value)
                                .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("bench-textbook-" + topic)
                .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS)
                .build();
    }

    @Override
    protected Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        return super.measured(request).withRecords(written.count());
    }

    @Override
    public void close() {
        super.close();
        if (written != null) {
            written.close();
        }
    }
}
