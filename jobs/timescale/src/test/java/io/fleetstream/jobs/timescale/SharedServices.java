package io.fleetstream.jobs.timescale;

import static org.awaitility.Awaitility.await;

import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SchemaRegistryService;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Kafka, one registry and one PostgreSQL for all integration tests of this module, stopped at
 * the end of the run. Every class finds them without topics and with an empty database.
 */
final class SharedServices implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedServices.class);

    private Sandbox sandbox;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        sandbox =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent("sandbox", any -> start(), Sandbox.class);
        deleteTopics();
        emptyDatabase();
    }

    KafkaService kafka() {
        return sandbox.kafka();
    }

    SchemaRegistryService schemaRegistry() {
        return sandbox.schemaRegistry();
    }

    PostgresService postgres() {
        return sandbox.postgres();
    }

    private static Sandbox start() {
        Sandbox started =
                Sandbox.builder()
                        .directory(Path.of("target", "sandbox"))
                        .progress(System.out::println)
                        .with(Service.KAFKA, Service.SCHEMA_REGISTRY, Service.POSTGRES)
                        .build();
        started.start();
        return started;
    }

    private void deleteTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get();
            admin.deleteTopics(topics).all().get();
            await().atMost(RunningJob.PATIENCE)
                    .until(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    private void emptyDatabase() throws SQLException {
        if (!postgres().canBeKilled()) {
            // a database of its own on a server of somebody else: dropped and made anew
            postgres().stop();
            postgres().start();
            return;
        }
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
    }
}
