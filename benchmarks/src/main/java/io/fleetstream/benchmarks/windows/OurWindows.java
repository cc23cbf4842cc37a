package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.DrainWindow;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.connectors.kafka.BurstSource;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSources;
import io.fleetstream.jobs.aggregate.AggregateConfig;
import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.jobs.aggregate.AggregateTopology;
import io.fleetstream.jobs.common.Settings;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The aggregate job as it is submitted, from Kafka to Kafka in transactions; only its source ends.
 * One kind of window and no roll-ups, since the textbook has neither.
 */
public final class OurWindows extends FlinkVariant {
    @Override
    protected void build(StreamExecutionEnvironment environment, Request request)
            throws IOException {
        AggregateConfig config = config(request);
        AggregateTopology.build(
                environment,
                config,
                source(config, request.text(Request.TOPIC)),
                AggregateSinks.kafka(config, environment.getCheckpointConfig()));
    }

    private static AggregateConfig config(Request request) throws IOException {
        WindowCase which = WindowCase.valueOf(request.text(WindowCase.SETTING));
        return AggregateConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", request.text(Request.BOOTSTRAP_SERVERS),
                            "--schema-registry.url", request.text(Request.SCHEMA_REGISTRY),
                            "--aggregate.instance", "bench-aggregate",
                            "--aggregate.windows", which.windowName(),
                            "--aggregate.close-after", which.patience().toString(),
                            "--aggregate.allowed-lateness", which.patience().toString(),
                            "--aggregate.silence", which.patience().multipliedBy(2).toString(),
                            "--aggregate.early-from", "PT0S",
                            "--aggregate.roll-ups", "none"
                        },
                        Map.of()));
    }

    private static Source<KafkaRecord, ?, ?> source(AggregateConfig config, String topic) {
        TypeInformation<KafkaRecord> type = TypeInformation.of(KafkaRecord.class);
        return new MeteredSource<>(
                new BurstSource<>(
                        KafkaSources.builder(config.kafka(), config.instance(), topic)
                                .setStartingOffsets(OffsetsInitializer.earliest())
                                .setBounded(OffsetsInitializer.latest())
                                .build(),
                        type),
                type);
    }

    /** The end of the job is the end of the drain: the last rows have been committed. */
    @Override
    protected Sample measured(Request request) {
        DrainWindow.close(request.number(Request.RECORDS));
        return super.measured(request);
    }
}
