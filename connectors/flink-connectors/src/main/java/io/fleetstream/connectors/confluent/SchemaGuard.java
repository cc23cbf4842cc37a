package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Registers the schemas a job writes before the job starts, so that an incompatible one stops it
 * there, with a message, and not at the first record.
 */
public final class SchemaGuard {
    private static final int NOTHING_REGISTERED_YET = 40401;

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
            List<String> problems = problems(registry, subject, parsed);
            if (!problems.isEmpty()) {
                throw new IncompatibleSchemaException(subject, problems, null);
            }
            registry.register(subject, parsed);
        } catch (RestClientException e) {
            if (e.getStatus() == 409 || e.getStatus() == 422) {
                throw new IncompatibleSchemaException(subject, List.of(e.getMessage()), e);
            }
            throw new IOException("The schema registry did not take the schema of " + subject, e);
        }
    }

    private static List<String> problems(
            SchemaRegistryClient registry, String subject, AvroSchema schema)
            throws IOException, RestClientException {
        try {
            return registry.testCompatibilityVerbose(subject, schema);
        } catch (RestClientException e) {
            if (e.getErrorCode() == NOTHING_REGISTERED_YET || Registries.saysNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
