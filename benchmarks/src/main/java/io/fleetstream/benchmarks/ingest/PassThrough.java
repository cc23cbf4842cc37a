package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.CountingDiscard;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.kafka.FetchSettings;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The ceiling of every Flink job on Kafka: bytes in, discarded, with our fetch settings. */
public final class PassThrough extends FlinkVariant {
    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        KafkaSource<byte[]> source =
                KafkaSource.<byte[]>builder()
                        .setProperties(FetchSettings.tuned())
                        .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                        .setGroupId("bench-pass-through")
                        .setTopics(request.text(Request.TOPIC))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(new ValueBytes())
                        .build();
        environment
                .fromSource(
                        new MeteredSource<>(
                                source, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                        WatermarkStrategy.noWatermarks(),
                        "raw")
                .uid("raw")
                .sinkTo(new CountingDiscard<>())
                .uid("discard")
                .name("discard");
    }
}
