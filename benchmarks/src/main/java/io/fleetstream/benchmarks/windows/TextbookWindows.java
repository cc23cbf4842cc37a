package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.kafka.FetchSettings;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroDeserializationSchema;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroSerializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * The second use case of Theodolite as a textbook writes it today: Avro records, key, Flink's event
 * time windows, an aggregate with a process function behind it, and a Kafka sink.
 */
public final class TextbookWindows extends FlinkVariant {
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        WindowCase which = WindowCase.valueOf(request.text(WindowCase.SETTING));
        environment
                .fromSource(
                        new MeteredSource<>(source(request), TypeInformation.of(Reading.class)),
                        WatermarkStrategy.<Reading>forBoundedOutOfOrderness(which.patience())
                                .withTimestampAssigner(
                                        (reading, before) -> reading.getEventTime().toEpochMilli()),
                        "readings")
                .uid("readings")
                .keyBy(Reading::getDeviceId, Types.STRING)
                .window(windows(which))
                .aggregate(
                        new StatisticsAggregate(),
                        new RowsFunction(which.windowName()),
                        TypeInformation.of(DeviceStatistics.class),
                        TypeInformation.of(DeviceStatistics.class),
                        new AvroTypeInfo<>(WindowAggregate.class))
                .uid("windows")
                .name("windows")
                .sinkTo(sink(request))
                .uid("rows")
                .name("rows");
    }

    private static WindowAssigner<Object, TimeWindow> windows(WindowCase which) {
        return which.length().equals(which.slide())
                ? TumblingEventTimeWindows.of(which.length())
                : SlidingEventTimeWindows.of(which.length(), which.slide());
    }

    private static KafkaSource<Reading> source(Request request) {
        return KafkaSource.<Reading>builder()
                .setProperties(FetchSettings.tuned())
                .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                .setGroupId("bench-textbook-windows")
                .setTopics(request.text(Request.TOPIC))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(
                        KafkaRecordDeserializationSchema.valueOnly(
                                ConfluentRegistryAvroDeserializationSchema.forSpecific(
                                        Reading.class, request.text(Request.SCHEMA_REGISTRY))))
                .build();
    }

    private static KafkaSink<WindowAggregate> sink(Request request) {
        return KafkaSink.<WindowAggregate>builder()
                .setBootstrapServers(request.text(Request.BOOTSTRAP_SERVERS))
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<WindowAggregate>builder()
                                .setTopic(Topics.TELEMETRY_AGGREGATES)
                                .setKeySerializationSchema(new SubjectKey())
                                .setValueSerializationSchema(
                                        ConfluentRegistryAvroSerializationSchema.forSpecific(
                                                WindowAggregate.class,
                                                Topics.TELEMETRY_AGGREGATES + "-value",
                                                request.text(Request.SCHEMA_REGISTRY)))
                                .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("bench-textbook-windows")
                .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS)
                // as ours
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "20")
                .setProperty("batch.size", Integer.toString(256 << 10))
                .build();
    }

    /** The subject. */
    private static final class SubjectKey implements SerializationSchema<WindowAggregate> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(WindowAggregate row) {
            return row.getSubject().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The end of the job is the end of the drain: the last rows have been committed. */
    @Override
    protected Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        return super.measured(request);
    }
}
