package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.avro.Schema;

/**
 * Registers the schemas a job writes before the job starts, so that an incompatible one stops it
 * there, with a message, and not at the first record.
 */
public final class SchemaGuard {
    private static final int ATTEMPTS = 5;
    private static final int CONFLICT = 409;
    private static final int INVALID_SCHEMA = 422;

    private SchemaGuard() {}

    /**
     * Registers the value schemas of the topics; those that stand there already stay as they are.
     * Called in {@code main}, before {@code execute}.
     *
     * @throws IncompatibleSchemaException if the registry refuses one
     * @throws IOException if the registry cannot be asked
     */
    public static void register(KafkaSettings settings, Map<String, Schema> schemas)
            throws IOException {
        SchemaRegistryClient registry = Registries.client(settings);
        for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
            register(registry, Registries.subject(schema.getKey()), schema.getValue());
        }
    }

    private static void register(SchemaRegistryClient registry, String subject, Schema schema)
            throws IOException {
        AvroSchema parsed = new AvroSchema(schema);
        try {
            registerPatiently(registry, subject, parsed);
        } catch (RestClientException e) {
            throw new IOException("The schema registry did not take the schema of " + subject, e);
        }
    }

    /**
     * Two jobs that start together may register the same schema at the same moment; a registry may
     * answer one of them with a conflict although nothing is wrong, so that one asks again.
     */
    private static void registerPatiently(
            SchemaRegistryClient registry, String subject, AvroSchema schema)
            throws IOException, RestClientException {
        for (int attempt = 1; ; attempt++) {
            List<String> problems = problems(registry, subject, schema);
            if (!problems.isEmpty()) {
                throw new IncompatibleSchemaException(subject, problems, null);
            }
            try {
                registry.register(subject, schema);
                return;
            } catch (RestClientException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new IncompatibleSchemaException(subject, List.of(e.getMessage()), e);
                }
            }
            rest(attempt);
        }
    }

    private static boolean isRefusal(RestClientException e) {
        return e.getStatus() == CONFLICT || e.getStatus() == INVALID_SCHEMA;
    }

    private static void rest(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(attempt * ThreadLocalRandom.current().nextLong(50, 150));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while registering schemas");
        }
    }

    private static List<String> problems(
            SchemaRegistryClient registry, String subject, AvroSchema schema)
            throws IOException, RestClientException {
        try {
            return registry.testCompatibilityVerbose(subject, schema);
        } catch (RestClientException e) {
            if (Registries.saysNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
