package io.fleetstream.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import io.fleetstream.schemas.Topics;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final TopicSpec READINGS = TopicCatalogue.of(Topics.TELEMETRY_READINGS);
    private static final TopicSpec REGISTRY = TopicCatalogue.of(Topics.DEVICE_REGISTRY);

    @Test
    void takesTheCatalogueAndThreeCopiesUnlessTold() {
        TopicPlan plan = new TopicPlan(OptionalInt.empty(), OptionalInt.empty(), false);

        assertThat(plan.newTopic(READINGS).numPartitions()).isEqualTo(READINGS.partitions());
        assertThat(plan.newTopic(READINGS).replicationFactor()).isEqualTo((short) 3);
        assertThat(plan.settingsOf(READINGS))
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void oneBrokerNeedsOneCopyInSync() {
        TopicPlan plan = new TopicPlan(OptionalInt.of(4), OptionalInt.of(1), false);

        assertThat(plan.partitionsOf(READINGS)).isEqualTo(4);
        assertThat(plan.settingsOf(READINGS)).containsEntry("min.insync.replicas", "1");
    }

    @Test
    void leavesOneOrderToTopicsThatHaveIt() {
        TopicSpec control = TopicCatalogue.of(Topics.ROLLOUT_CONTROL);
        TopicPlan plan = new TopicPlan(OptionalInt.of(4), OptionalInt.of(1), false);

        assertThat(plan.newTopic(control).numPartitions()).isEqualTo(1);
    }

    @Test
    void keepsForEverWhatIsNotCompacted() {
        TopicPlan plan = new TopicPlan(OptionalInt.empty(), OptionalInt.empty(), true);

        assertThat(plan.settingsOf(READINGS)).containsEntry("retention.ms", "-1");
        assertThat(plan.settingsOf(REGISTRY)).doesNotContainKey("retention.ms");
    }

    @Test
    void refusesLessThanOne() {
        assertThatThrownBy(() -> new TopicPlan(OptionalInt.of(0), OptionalInt.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partitions is 0 but must be 1 or more");
    }
}
