package io.fleetstream.bridge.it;

import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of the catalogue that the bridge reads or writes. */
final class TestTopics {
    private static final int PARTITIONS = 4;

    private TestTopics() {}

    static void create(Sandbox sandbox) {
        List<NewTopic> topics =
                TopicCatalogue.all().stream()
                        .filter(spec -> spec.value().equals("bytes"))
                        .map(TestTopics::topic)
                        .toList();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", sandbox.kafka().bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("topics not created", e);
        }
    }

    private static NewTopic topic(TopicSpec spec) {
        return new NewTopic(spec.name(), PARTITIONS, (short) 1).configs(spec.kafkaSettings());
    }
}
