package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the ingest job. */
public final class IngestJob {
    private IngestJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        IngestConfig config = IngestConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(config.kafka(), IngestSinks.SCHEMAS);
        IngestTopology.build(
                env,
                config,
                IngestSources.kafka(config),
                IngestSinks.kafka(config, env.getCheckpointConfig()));
        env.execute("ingest");
    }
}
