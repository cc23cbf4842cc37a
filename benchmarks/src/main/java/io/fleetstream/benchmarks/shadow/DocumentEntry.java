package io.fleetstream.benchmarks.shadow;

import io.fleetstream.schemas.ShadowDocument;
import java.io.IOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;

/** Books a document of the log by the bytes that would stand in Kafka. */
final class DocumentEntry<T> implements BookingSink.Entry<T> {
    private static final long serialVersionUID = 1L;
    private static final int CONFLUENT_HEADER = 5;

    private final KafkaRecordSerializationSchema<T> serializer;
    private final boolean look;

    private transient SpecificDatumReader<ShadowDocument> reader;

    DocumentEntry(KafkaRecordSerializationSchema<T> serializer, boolean look) {
        this.serializer = serializer;
        this.look = look;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context) throws Exception {
        serializer.open(context, null);
        reader = new SpecificDatumReader<>(ShadowDocument.class);
    }

    @Override
    public void book(T document, Books books) throws IOException {
        byte[] value = serializer.serialize(document, null, null).value();
        books.document(value.length);
        if (look) {
            books.look(
                    reader.read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            CONFLUENT_HEADER,
                                            value.length - CONFLUENT_HEADER,
                                            null)));
        }
    }
}
