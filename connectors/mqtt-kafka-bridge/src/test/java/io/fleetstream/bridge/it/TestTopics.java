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
        create(sandbox, topics);
    }

    /** One topic beside those of the catalogue. */
    static void create(Sandbox sandbox, String name) {
        create(sandbox, List.of(new NewTopic(name, PARTITIONS, (short) 1)));
    }

    static Admin admin(Sandbox sandbox) {
        return Admin.create(Map.of("bootstrap.servers", sandbox.kafka().bootstrapServers()));
    }

    private static void create(Sandbox sandbox, List<NewTopic> topics) {
        try (Admin admin = admin(sandbox)) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("topics not created", e);
        }
    }

    private static NewTopic topic(TopicSpec spec) {
        return new NewTopic(spec.name(), PARTITIONS, (short) 1).configs(spec.kafkaSettings());
    }
}
