package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicOutcome;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics of the catalogue in a real cluster of one broker. */
class TopicProvisionerITCase {
    @RegisterExtension static final SandboxExtension SANDBOX = SandboxExtension.with(Service.KAFKA);

    @Test
    void createsWhatIsMissingAndReportsWhatDiffers() throws Exception {
        try (Admin admin = admin()) {
            for (TopicSpec topic : TopicCatalogue.all()) {
                if (admin.listTopics().names().get().contains(topic.name())) {
                    delete(admin, topic.name());
                }
            }
        }
        assertThat(create(4))
                .hasSameSizeAs(TopicCatalogue.all())
                .allMatch(TopicOutcome::created)
                .allMatch(topic -> topic.differences().isEmpty());
        assertThat(create(4))
                .noneMatch(TopicOutcome::created)
                .allMatch(topic -> topic.differences().isEmpty());

        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(TopicCatalogue.all().stream().map(TopicSpec::name).toList());
            keepOneDay(admin, Topics.TELEMETRY_RAW);
            delete(admin, Topics.DEVICE_MODELS);
        }

        List<TopicOutcome> third = create(5);
        assertThat(outcome(third, Topics.DEVICE_MODELS).created()).isTrue();
        assertThat(outcome(third, Topics.TELEMETRY_RAW).differences())
                .containsExactly(
                        "partitions is 4, the catalogue wants 5",
                        "retention.ms is 86400000, the catalogue wants 604800000");
    }

    @Test
    void saysSoWhenTheClusterRefuses() throws Exception {
        create(4);
        try (Admin admin = admin()) {
            delete(admin, Topics.DEVICE_FACTS);
        }

        assertThatThrownBy(() -> create(4, 3))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("replication factor");
        assertThat(outcome(create(4), Topics.DEVICE_FACTS).created()).isTrue();
    }

    private static List<TopicOutcome> create(int partitions) {
        return create(partitions, 1);
    }

    private static List<TopicOutcome> create(int partitions, int replication) {
        return TopicProvisioner.create(
                SANDBOX.kafka().bootstrapServers(),
                OptionalInt.of(partitions),
                OptionalInt.of(replication),
                false);
    }

    /** Deletes it and waits until the broker has noticed. */
    private static void delete(Admin admin, String topic) throws Exception {
        admin.deleteTopics(Set.of(topic)).all().get();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !admin.listTopics().names().get().contains(topic));
    }

    private static TopicOutcome outcome(List<TopicOutcome> outcomes, String topic) {
        return outcomes.stream()
                .filter(outcome -> outcome.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static void keepOneDay(Admin admin, String topic) throws Exception {
        admin.incrementalAlterConfigs(
                        Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                Set.of(
                                        new AlterConfigOp(
                                                new ConfigEntry("retention.ms", "86400000"),
                                                OpType.SET))))
                .all()
                .get();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers()));
    }
}
