package io.fleetstream.jobs.pipeline;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.aggregate.AggregateSinks;
import io.fleetstream.jobs.anomaly.AnomalySinks;
import io.fleetstream.jobs.common.BufferTimeout;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.ingest.IngestSinks;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class PipelineJob {
    private PipelineJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        PipelineConfig config = PipelineConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        BufferTimeout.prompt(env);
        SchemaGuard.register(config.ingest().kafka(), IngestSinks.SCHEMAS);
        SchemaGuard.register(config.aggregate().kafka(), AggregateSinks.SCHEMAS);
        SchemaGuard.register(config.anomaly().kafka(), AnomalySinks.SCHEMAS);
        PipelineTopology.build(
                env,
                config,
                PipelineSources.kafka(config),
                PipelineSinks.kafka(config, env.getCheckpointConfig()));
        env.execute(PipelineTopology.JOB);
    }
}
