package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.BufferTimeout;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class ShadowJob {
    private ShadowJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        ShadowConfig config = ShadowConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        BufferTimeout.prompt(env);
        SchemaGuard.register(config.kafka(), ShadowSinks.SCHEMAS);
        ShadowTopology.build(
                env,
                config,
                ShadowSources.kafka(config),
                ShadowSinks.kafka(config, env.getCheckpointConfig()));
        env.execute(ShadowTopology.JOB);
    }
}
