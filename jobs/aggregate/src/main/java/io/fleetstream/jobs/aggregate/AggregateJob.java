package io.fleetstream.jobs.aggregate;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the aggregate job. */
public final class AggregateJob {
    private AggregateJob() {}

    /**
     * Reads the settings, registers the schemas it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        AggregateConfig config = AggregateConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(config.kafka(), AggregateSinks.SCHEMAS);
        AggregateTopology.build(
                env,
                config,
                AggregateTopology.kafka(config),
                AggregateSinks.kafka(config, env.getCheckpointConfig()));
        env.execute(AggregateTopology.JOB);
    }
}
