package io.fleetstream.jobs.pipeline;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.jobs.aggregate.AggregateTopology;
import io.fleetstream.jobs.anomaly.AnomalySinks;
import io.fleetstream.jobs.anomaly.AnomalySources;
import io.fleetstream.jobs.anomaly.AnomalyTopology;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.ingest.IngestSinks;
import io.fleetstream.jobs.ingest.IngestSources;
import io.fleetstream.jobs.ingest.IngestTopology;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The three jobs, writing to Kafka, and beside them pipeline, writing into this process. */
final class Running implements AutoCloseable {
    final CollectSink<Reading> readings = new CollectSink<>();
    final CollectSink<DeadLetter> deadLetters = new CollectSink<>();
    final CollectSink<Duplicate> duplicates = new CollectSink<>();
    final CollectSink<SequenceEvent> sequenceEvents = new CollectSink<>();
    final CollectSink<WindowAggregate> aggregates = new CollectSink<>();
    final CollectSink<LateReading> lateReadings = new CollectSink<>();
    final CollectSink<AlarmEvent> alarms = new CollectSink<>();
    final CollectSink<LateReading> alarmLateReadings = new CollectSink<>();
    final CollectSink<KafkaRecord> downlink = new CollectSink<>();

    private final PipelineConfig config;
    private final PipelineConfig fused;
    private final Path checkpoints;
    private final List<JobClient> jobs = new ArrayList<>();

    /**
     * @param config of the three jobs
     * @param fused of pipeline, in groups of its own
     */
    Running(PipelineConfig config, PipelineConfig fused, Path checkpoints) {
        this.config = config;
        this.fused = fused;
        this.checkpoints = checkpoints;
    }

    void start() throws Exception {
        SchemaGuard.register(config.aggregate().kafka(), AggregateSinks.SCHEMAS);
        SchemaGuard.register(config.anomaly().kafka(), AnomalySinks.SCHEMAS);
        jobs.add(ingest(config, checkpoints, null));
        StreamExecutionEnvironment aggregate = environment(checkpoints, null);
        AggregateTopology.build(
                aggregate,
                config.aggregate(),
                AggregateTopology.kafka(config.aggregate()),
                AggregateSinks.kafka(config.aggregate(), aggregate.getCheckpointConfig()));
        jobs.add(aggregate.executeAsync("aggregate"));
        StreamExecutionEnvironment anomaly = environment(checkpoints, null);
        AnomalyTopology.build(
                anomaly,
                config.anomaly(),
                AnomalySources.kafka(config.anomaly()),
                AnomalySinks.kafka(config.anomaly(), anomaly.getCheckpointConfig()));
        jobs.add(anomaly.executeAsync("anomaly"));
        StreamExecutionEnvironment pipeline = environment(checkpoints, null);
        PipelineTopology.build(pipeline, fused, PipelineSources.kafka(fused), collecting());
        jobs.add(pipeline.executeAsync("pipeline"));
    }

    /**
     * Ingest as it runs by itself.
     *
     * @param savepoint where to start from; null for nothing
     */
    static JobClient ingest(PipelineConfig config, Path checkpoints, String savepoint)
            throws Exception {
        SchemaGuard.register(config.ingest().kafka(), IngestSinks.SCHEMAS);
        StreamExecutionEnvironment env = environment(checkpoints, savepoint);
        IngestTopology.build(
                env,
                config.ingest(),
                IngestSources.kafka(config.ingest()),
                IngestSinks.kafka(config.ingest(), env.getCheckpointConfig()));
        return env.executeAsync("ingest");
    }

    /** The fused job, writing to Kafka. */
    static JobClient pipeline(PipelineConfig config, Path checkpoints, String savepoint)
            throws Exception {
        SchemaGuard.register(config.aggregate().kafka(), AggregateSinks.SCHEMAS);
        SchemaGuard.register(config.anomaly().kafka(), AnomalySinks.SCHEMAS);
        StreamExecutionEnvironment env = environment(checkpoints, savepoint);
        PipelineTopology.build(
                env,
                config,
                PipelineSources.kafka(config),
                PipelineSinks.kafka(config, env.getCheckpointConfig()));
        return env.executeAsync("pipeline");
    }

    private static StreamExecutionEnvironment environment(Path checkpoints, String savepoint) {
        Configuration flink = StrictFlink.configuration(Duration.ofMillis(500), checkpoints);
        if (savepoint != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        return StreamExecutionEnvironment.createLocalEnvironment(2, flink);
    }

    private PipelineSinks collecting() {
        return new PipelineSinks(
                new IngestSinks(
                        readings,
                        deadLetters,
                        duplicates,
                        new CollectSink<DeviceFacts>(),
                        sequenceEvents,
                        new CollectSink<DeviceHour>(),
                        new CollectSink<Heartbeat>()),
                new AggregateSinks(aggregates, lateReadings, deadLetters),
                new AnomalySinks(
                        alarms,
                        downlink,
                        alarmLateReadings,
                        new CollectSink<Heartbeat>(),
                        deadLetters));
    }

    @Override
    public void close() {
        for (JobClient job : jobs) {
            job.cancel().join();
        }
    }
}
