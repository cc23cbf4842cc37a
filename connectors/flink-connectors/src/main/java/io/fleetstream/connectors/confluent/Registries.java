package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Access to the schema registry. */
final class Registries {
    /** Schemas the client remembers; a deployment has a few dozen. */
    static final int CACHED_SCHEMAS = 1_000;

    /**
     * Hundreds of the registry's own codes that say "there is no such": 40401 to 40499. The bare
     * HTTP status will not do, any proxy on the way has it.
     */
    private static final int NOT_FOUND = 404;

    private Registries() {}

    static SchemaRegistryClient client(KafkaSettings settings) {
        Map<String, Object> properties = Map.copyOf(settings.registryProperties());
        return new CachedSchemaRegistryClient(
                List.of(settings.schemaRegistryUrl().split(",")), CACHED_SCHEMAS, properties);
    }

    /** Name under which the value schema of a topic is registered. */
    static String subject(String topic) {
        return topic + "-value";
    }

    static Schema schemaOf(Class<?> record) {
        return org.apache.avro.specific.SpecificData.get().getSchema(record);
    }

    static boolean saysNotFound(
            io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException e) {
        return e.getErrorCode() / 100 == NOT_FOUND;
    }

    /**
     * Whether the client, which knows Avro only, could not read a schema the registry has: it says
     * so with an exception of no type of its own.
     */
    static boolean saysNotAvro(java.io.IOException e) {
        return e.getMessage() != null && e.getMessage().startsWith("Invalid schema");
    }
}
