package io.fleetstream.connectors.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** How many partitions a topic has, asked where it is needed. */
@FunctionalInterface
public interface PartitionCount extends Serializable {
    /** Longest wait for Kafka's answer. */
    Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * The number now.
     *
     * @throws IOException if Kafka cannot say; a restart may help
     */
    int count() throws IOException;

    /** Partitions of a topic of that Kafka. */
    static PartitionCount of(KafkaSettings settings, String topic) {
        return () -> ask(settings, topic);
    }

    private static int ask(KafkaSettings settings, String topic) throws IOException {
        Properties properties = settings.over(Map.of());
        properties.setProperty(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Kafka does not say how many partitions " + topic + " has", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking for the partitions of " + topic, e);
        }
    }
}
