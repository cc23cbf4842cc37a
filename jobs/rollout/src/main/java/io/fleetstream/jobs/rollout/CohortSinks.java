package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What rollouts write beside what executions do.
 *
 * @param control decisions, which the job reads back
 */
public record CohortSinks(Sink<RolloutControl> control) {
    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(Topics.ROLLOUT_CONTROL, RolloutControl.getClassSchema());

    /** At least once and at once: a decision that is written again counts once. */
    public static CohortSinks kafka(RolloutConfig config) {
        return new CohortSinks(
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ROLLOUT_CONTROL,
                                RolloutControl.class,
                                RolloutControl::getRolloutId,
                                config.kafka())));
    }
}
