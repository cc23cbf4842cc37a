package io.fleetstream.benchmarks.textbook;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streams of the textbook's jobs; all sources end at the present end of their topics. */
final class TextbookStreams {
    private TextbookStreams() {}

    /** What passed the checks. */
    static SingleOutputStreamOperator<Measurement> checked(
            StreamExecutionEnvironment environment, Request request) {
        KafkaSource<RawTelemetry> source =
                KafkaSource.<RawTelemetry>builder()
                        .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                        .setGroupId("bench-textbook")
                        .setTopics(request.text(Request.TOPIC))
                        .setProperty("isolation.level", "read_committed")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(new RawTelemetryDeserializer())
                        .build();
        return environment
                .fromSource(
                        new MeteredSource<>(source, TypeInformation.of(RawTelemetry.class)),
                        WatermarkStrategy.noWatermarks(),
                        "raw")
                .uid("raw")
                .process(new CheckFunction())
                .returns(TypeInformation.of(Measurement.class))
                .uid("check")
                .name("check");
    }

    /** Registry and models. */
    static DataStream<ReferenceData> references(
            StreamExecutionEnvironment environment, Request request) {
        DataStream<ReferenceData> devices =
                read(environment, request, Topics.DEVICE_REGISTRY, Device.class)
                        .map(ReferenceData::of)
                        .returns(TypeInformation.of(ReferenceData.class))
                        .uid("device-rows")
                        .name("device-rows");
        return read(environment, request, Topics.DEVICE_MODELS, DeviceModel.class)
                .map(ReferenceData::of)
                .returns(TypeInformation.of(ReferenceData.class))
                .uid("model-rows")
                .name("model-rows")
                .union(devices);
    }

    private static <T extends SpecificRecord> DataStream<T> read(
            StreamExecutionEnvironment environment, Request request, String topic, Class<T> type) {
        KafkaSource<T> source =
                KafkaSource.<T>builder()
                        .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                        .setGroupId("bench-textbook-" + topic)
                        .setTopics(topic)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(
                                KafkaRecordDeserializationSchema.valueOnly(
                                        ConfluentRegistryAvroDeserializationSchema.forSpecific(
                                                type, request.text(Request.SCHEMA_REGISTRY))))
                        .build();
        return environment.fromSource(source, WatermarkStrategy.noWatermarks(), topic).uid(topic);
    }
}
