package io.fleetstream.cli.topic;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro records in the Confluent wire format. Not thread-safe. */
public final class AvroCodec implements AutoCloseable {
    private static final int SCHEMAS_PER_SUBJECT = 100;
    private static final int PREFIX = 1 + Integer.BYTES;

    private final CachedSchemaRegistryClient registry;
    private final Map<String, Integer> writtenIds = new HashMap<>();
    private final Map<Integer, Schema> readSchemas = new HashMap<>();

    /** Asks that registry, lazily. */
    public AvroCodec(String registryUrl) {
        registry = new CachedSchemaRegistryClient(registryUrl, SCHEMAS_PER_SUBJECT);
    }

    /**
     * Bytes of a record for a topic; the schema is registered at the first one.
     *
     * @throws IOException if the registry cannot be asked, or does not take the schema
     */
    public <T extends SpecificRecord> byte[] encode(String topic, T value) throws IOException {
        Integer id = writtenIds.get(topic);
        if (id == null) {
            id = register(topic, value.getSchema());
            writtenIds.put(topic, id);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<T>(value.getSchema(), SpecificData.getForSchema(value.getSchema()))
                .write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /**
     * The record in these bytes, whatever release wrote it.
     *
     * @throws UnreadableRecordException if they are none
     * @throws IOException if the registry cannot be asked
     */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) throws IOException {
        if (bytes.length < PREFIX || bytes[0] != 0) {
            throw new UnreadableRecordException("not in the Confluent wire format");
        }
        Schema written = schema(ByteBuffer.wrap(bytes).getInt(1));
        SpecificData model = SpecificData.getForClass(type);
        try {
            return new SpecificDatumReader<T>(written, model.getSchema(type), model)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) {
            throw new UnreadableRecordException("no " + type.getSimpleName());
        }
    }

    @Override
    public void close() throws IOException {
        registry.close();
    }

    private int register(String topic, Schema schema) throws IOException {
        String subject = topic + "-value";
        AvroSchema parsed = new AvroSchema(schema);
        try {
            return registry.register(subject, parsed);
        } catch (RestClientException e) {
            return registeredMeanwhile(subject, parsed)
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "the schema registry refused "
                                                    + topic
                                                    + ": "
                                                    + e.getMessage(),
                                            e));
        }
    }

    /** A registry may refuse what somebody else registers at the same moment. */
    private OptionalInt registeredMeanwhile(String subject, AvroSchema schema) throws IOException {
        try {
            return OptionalInt.of(registry.getId(subject, schema));
        } catch (RestClientException e) {
            return OptionalInt.empty();
        }
    }

    private Schema schema(int id) throws IOException {
        Schema known = readSchemas.get(id);
        if (known != null) {
            return known;
        }
        try {
            ParsedSchema parsed = registry.getSchemaById(id);
            if (!(parsed instanceof AvroSchema avro)) {
                throw new UnreadableRecordException("schema " + id + " is not Avro");
            }
            readSchemas.put(id, avro.rawSchema());
            return avro.rawSchema();
        } catch (RestClientException e) {
            throw new UnreadableRecordException(
                    "the schema registry does not know schema " + id + ": " + e.getMessage());
        }
    }
}
