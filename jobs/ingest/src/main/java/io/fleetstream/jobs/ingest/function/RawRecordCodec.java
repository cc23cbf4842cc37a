package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Compact form of a {@link KafkaRecord} between operators; names are read from a memory. */
final class RawRecordCodec {
    private static final int NULL_LENGTH = -1;

    private RawRecordCodec() {}

    static void write(KafkaRecord record, DataOutputView target) throws IOException {
        Texts.write(record.topic(), target);
        target.writeInt(record.partition());
        target.writeLong(record.offset());
        target.writeLong(record.timestamp());
        write(record.key(), target);
        write(record.value(), target);
        int headers = record.headerCount();
        target.writeInt(headers);
        for (int i = 0; i < headers; i++) {
            Texts.write(record.headerName(i), target);
            write(record.headerValue(i), target);
        }
    }

    static KafkaRecord read(Texts texts, DataInputView source) throws IOException {
        String topic = texts.read(source);
        int partition = source.readInt();
        long offset = source.readLong();
        long timestamp = source.readLong();
        byte[] key = bytes(source);
        byte[] value = bytes(source);
        KafkaHeader[] headers = new KafkaHeader[source.readInt()];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = new KafkaHeader(texts.read(source), bytes(source));
        }
        return new KafkaRecord(
                topic, partition, offset, timestamp, key, value, Arrays.asList(headers));
    }

    private static void write(byte[] bytes, DataOutputView target) throws IOException {
        if (bytes == null) {
            target.writeInt(NULL_LENGTH);
        } else {
            target.writeInt(bytes.length);
            target.write(bytes);
        }
    }

    private static byte[] bytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length == NULL_LENGTH) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }
}
