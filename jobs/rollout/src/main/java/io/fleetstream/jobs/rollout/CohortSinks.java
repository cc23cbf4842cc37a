package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSinks;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What rollouts write beside what executions do.
 *
 * @param control decisions, which the job reads back
 * @param states where rollouts stand
 */
public record CohortSinks(Sink<RolloutControl> control, Sink<RolloutState> states) {
    /** Value schemas of the topics written, for {@code SchemaGuard}. */
    public static final Map<String, Schema> SCHEMAS =
            Map.of(
                    Topics.ROLLOUT_CONTROL, RolloutControl.getClassSchema(),
                    Topics.ROLLOUT_STATES, RolloutState.getClassSchema());

    /** At least once and at once: a decision that is written again counts once. */
    public static CohortSinks kafka(RolloutConfig config) {
        return new CohortSinks(
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ROLLOUT_CONTROL,
                                RolloutControl.class,
                                RolloutControl::getRolloutId,
                                config.kafka())),
                KafkaSinks.atLeastOnce(
                        config.kafka(),
                        new AvroTopicSerializer<>(
                                Topics.ROLLOUT_STATES,
                                RolloutState.class,
                                RolloutState::getRolloutId,
                                config.kafka())));
    }
}
