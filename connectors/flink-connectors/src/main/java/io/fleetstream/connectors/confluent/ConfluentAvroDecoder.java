package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes values in the Confluent wire format: a zero byte, the id of the writer's schema in four
 * bytes, the Avro record. Made inside an operator's {@code open}; for one thread.
 */
public final class ConfluentAvroDecoder<T extends SpecificRecord> {
    private final SpecificData model;
    private final Schema readerSchema;
    private final WriterSchemas schemas;
    private final Map<Schema, SpecificDatumReader<T>> readers = new HashMap<>();

    /** Decodes into the given generated class, asking the registry of the settings. */
    public ConfluentAvroDecoder(Class<T> type, KafkaSettings settings) {
        this(type, Registries.client(settings));
    }

    ConfluentAvroDecoder(Class<T> type, SchemaRegistryClient registry) {
        this(type, new WriterSchemas(registry, System::nanoTime));
    }

    ConfluentAvroDecoder(Class<T> type, WriterSchemas schemas) {
        this.model = SpecificData.getForClass(type);
        this.readerSchema = Registries.schemaOf(type);
        this.schemas = schemas;
    }

    /**
     * The record in the bytes.
     *
     * @throws UndecodableRecordException if the bytes are at fault: null, not in the wire format,
     *     written by a schema the registry does not know or that ours cannot read, cut short, or
     *     longer than their record
     * @throws IOException if the registry cannot be asked; a restart may help
     */
    public T decode(byte[] bytes) throws UndecodableRecordException, IOException {
        Schema writerSchema = schemas.byId(WireFormat.schemaId(bytes));
        BytesDecoder body = new BytesDecoder(bytes, WireFormat.PREFIX_BYTES);
        T record = read(writerSchema, body);
        if (body.remaining() > 0) {
            throw new UndecodableRecordException(body.remaining() + " bytes follow the record");
        }
        return record;
    }

    private T read(Schema writerSchema, BytesDecoder body) throws UndecodableRecordException {
        try {
            return readers.computeIfAbsent(writerSchema, this::reader).read(null, body);
        } catch (EOFException e) {
            throw new UndecodableRecordException("the record is cut short", e);
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new UndecodableRecordException(
                    "not a record of its schema: " + e.getClass().getSimpleName(), e);
        }
    }

    private SpecificDatumReader<T> reader(Schema writerSchema) {
        return new SpecificDatumReader<>(writerSchema, readerSchema, model);
    }
}
