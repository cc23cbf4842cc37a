package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the job; see the README of the module for its settings. */
public final class TimescaleJob {
    private TimescaleJob() {}

    /** Submits the job to the cluster of the environment it is run in. */
    public static void main(String[] args) throws Exception {
        TimescaleConfig config = TimescaleConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(
                config.kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        TimescaleTopology.build(
                env,
                config,
                TimescaleSources.kafka(config),
                TimescaleSinks.postgres(config, env.getCheckpointConfig()));
        env.execute(TimescaleTopology.JOB);
    }
}
