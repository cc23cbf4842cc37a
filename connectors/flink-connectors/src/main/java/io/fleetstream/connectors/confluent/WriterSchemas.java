package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Avro schemas by their id in the registry. Remembers for a while which ids do not exist, so that a
 * flood of garbage does not become a flood of requests.
 */
final class WriterSchemas {
    private static final int UNKNOWN_REMEMBERED = 1_000;
    private static final long UNKNOWN_NANOS = Duration.ofMinutes(1).toNanos();

    private final SchemaRegistryClient registry;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> known = new HashMap<>();
    private final Map<Integer, Long> unknownSince = new LinkedHashMap<>();

    WriterSchemas(SchemaRegistryClient registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    /**
     * The schema of that id.
     *
     * @throws UndecodableRecordException if the registry answers that there is no such Avro schema
     * @throws IOException if it does not answer, or answers with an error of its own
     */
    Schema byId(int id) throws UndecodableRecordException, IOException {
        Schema schema = known.get(id);
        if (schema == null) {
            schema = ask(id);
            known.put(id, schema);
        }
        return schema;
    }

    private Schema ask(int id) throws UndecodableRecordException, IOException {
        Long since = unknownSince.get(id);
        if (since != null && nanoTime.getAsLong() - since < UNKNOWN_NANOS) {
            throw unknown(id);
        }
        try {
            ParsedSchema parsed = registry.getSchemaById(id);
            if (parsed.rawSchema() instanceof Schema schema) {
                return schema;
            }
            throw new UndecodableRecordException(
                    "schema " + id + " is " + parsed.schemaType() + ", not Avro");
        } catch (IOException e) {
            if (!Registries.saysNotAvro(e)) {
                throw e;
            }
            throw new UndecodableRecordException("schema " + id + " is not Avro");
        } catch (RestClientException e) {
            if (!Registries.saysNotFound(e)) {
                throw new IOException(
                        "The schema registry could not say what schema " + id + " is", e);
            }
            remember(id);
            throw unknown(id);
        }
    }

    private void remember(int id) {
        unknownSince.remove(id);
        if (unknownSince.size() >= UNKNOWN_REMEMBERED) {
            unknownSince.remove(unknownSince.keySet().iterator().next());
        }
        unknownSince.put(id, nanoTime.getAsLong());
    }

    private static UndecodableRecordException unknown(int id) {
        return new UndecodableRecordException("schema " + id + " is not in the registry");
    }
}
