package io.fleetstream.jobs.prediction;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class PredictionJob {
    private PredictionJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        PredictionConfig config = PredictionConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(config.kafka(), PredictionSinks.SCHEMAS);
        PredictionTopology.build(
                env,
                config,
                PredictionSources.kafka(config),
                PredictionSinks.kafka(config, env.getCheckpointConfig()));
        env.execute(PredictionTopology.JOB);
    }
}
