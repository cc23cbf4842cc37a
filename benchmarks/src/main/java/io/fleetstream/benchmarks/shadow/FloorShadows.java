package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The floor: the same requests, keys, state accesses and sinks, with as many bytes but no sense.
 */
public final class FloorShadows extends ShadowVariant {
    @Override
    protected void buildJob(StreamExecutionEnvironment environment, Request request) {
        SingleOutputStreamOperator<KafkaRecord> moved =
                environment
                        .fromSource(
                                Requests.source(request, "bench-floor"),
                                WatermarkStrategy.noWatermarks(),
                                "read-requests")
                        .uid("read-requests")
                        .keyBy(
                                record -> new String(record.key(), StandardCharsets.UTF_8),
                                Types.STRING)
                        .process(new MoveBytesFunction(FloorSizes.of(request)))
                        .returns(KafkaRecordTypeInfo.INSTANCE)
                        .uid("move-bytes")
                        .name("move-bytes");
        moved.sinkTo(new BookingSink<>(new MessageEntry(false)))
                .uid("write-downlink")
                .name("write-downlink");
        moved.getSideOutput(MoveBytesFunction.DOCUMENTS)
                .sinkTo(
                        new BookingSink<>(
                                (document, books) -> books.document(document.value().length)))
                .uid("write-documents")
                .name("write-documents");
    }

    @Override
    protected boolean writesContents() {
        return false;
    }
}
