package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.kafka.FetchSettings;
import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The anchor: shadows as trees of Jackson in map state, with the same answers. */
public final class TextbookShadows extends ShadowVariant {
    @Override
    protected void buildJob(StreamExecutionEnvironment environment, Request request) {
        boolean look = Boolean.parseBoolean(request.text(Setting.LOOK));
        TypeInformation<TextbookRequest> type = TypeInformation.of(TextbookRequest.class);
        KafkaSource<TextbookRequest> source =
                KafkaSource.<TextbookRequest>builder()
                        .setProperties(FetchSettings.tuned())
                        .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                        .setGroupId("bench-textbook")
                        .setTopics(request.text(Request.TOPIC))
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(new TextbookRequestDeserializer())
                        .build();
        SingleOutputStreamOperator<KafkaRecord> answers =
                environment
                        .fromSource(
                                new MeteredSource<>(source, type),
                                WatermarkStrategy.noWatermarks(),
                                "read-requests")
                        .uid("read-requests")
                        .keyBy(TextbookRequest::device, Types.STRING)
                        .process(new TextbookFunction())
                        .returns(KafkaRecordTypeInfo.INSTANCE)
                        .uid("merge")
                        .name("merge");
        answers.sinkTo(new BookingSink<>(new MessageEntry(look)))
                .uid("write-downlink")
                .name("write-downlink");
        answers.getSideOutput(TextbookFunction.DOCUMENTS)
                .sinkTo(
                        new BookingSink<>(
                                new DocumentEntry<>(
                                        new AvroTopicSerializer<>(
                                                Topics.SHADOW_DOCUMENTS,
                                                ShadowDocument.class,
                                                ShadowDocument::getDeviceId,
                                                Requests.settings(request)),
                                        look)))
                .uid("write-documents")
                .name("write-documents");
    }

    @Override
    protected boolean writesContents() {
        return true;
    }
}
