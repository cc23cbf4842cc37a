package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.BufferTimeout;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class AnomalyJob {
    private AnomalyJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        AnomalyConfig config = AnomalyConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        BufferTimeout.prompt(env);
        SchemaGuard.register(config.kafka(), AnomalySinks.SCHEMAS);
        AnomalyTopology.build(
                env,
                config,
                AnomalySources.kafka(config),
                AnomalySinks.kafka(config, env.getCheckpointConfig()));
        env.execute(AnomalyTopology.JOB);
    }
}
