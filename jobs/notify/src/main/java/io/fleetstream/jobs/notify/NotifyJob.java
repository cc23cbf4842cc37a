package io.fleetstream.jobs.notify;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the job. */
public final class NotifyJob {
    private NotifyJob() {}

    /**
     * Reads the settings, registers the schema it writes, submits the graph.
     *
     * @param args settings as {@code --key value}
     */
    public static void main(String[] args) throws Exception {
        NotifyConfig config = NotifyConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(
                config.kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        NotifyTopology.build(
                env,
                config,
                NotifySources.kafka(config),
                DeadLetters.sink(
                        config.kafka(),
                        config.instance() + "-" + Topics.TELEMETRY_DEAD_LETTERS,
                        env.getCheckpointConfig()));
        env.execute(NotifyTopology.JOB);
    }
}
