package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.BufferTimeout;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class RolloutJob {
    private RolloutJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        RolloutConfig config = RolloutConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        BufferTimeout.prompt(env);
        SchemaGuard.register(config.kafka(), RolloutSinks.SCHEMAS);
        SchemaGuard.register(config.kafka(), CohortSinks.SCHEMAS);
        RolloutTopology.build(
                env,
                config,
                RolloutSources.kafka(config),
                RolloutSinks.kafka(config, env.getCheckpointConfig()),
                CohortSources.kafka(config),
                CohortSinks.kafka(config));
        env.execute(RolloutTopology.JOB);
    }
}
