package io.fleetstream.cli.topic;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics of a cluster. */
public final class TopicNames {
    private static final int TO_ANSWER_MS = 30_000;

    private TopicNames() {}

    /**
     * All of them.
     *
     * @throws IOException if Kafka does not answer
     */
    public static Set<String> of(Cluster cluster) throws IOException {
        try (Admin admin =
                Admin.create(
                        cluster.client(
                                Map.of(
                                        "default.api.timeout.ms", TO_ANSWER_MS,
                                        "request.timeout.ms", TO_ANSWER_MS)))) {
            return Set.copyOf(admin.listTopics().names().get());
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + cluster.bootstrapServers() + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
