package io.fleetstream.connectors.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes a {@link KafkaRecord} field by field; a length of -1 stands for null. */
public final class KafkaRecordSerializer extends TypeSerializerSingleton<KafkaRecord> {
    /** There is only one. */
    public static final KafkaRecordSerializer INSTANCE = new KafkaRecordSerializer();

    private static final long serialVersionUID = 1L;
    private static final int NULL_LENGTH = -1;

    /** For Flink's snapshots alone; everyone else takes {@link #INSTANCE}. */
    public KafkaRecordSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public KafkaRecord createInstance() {
        return new KafkaRecord("", 0, 0, 0, null, null, List.of());
    }

    @Override
    public KafkaRecord copy(KafkaRecord from) {
        return from;
    }

    @Override
    public KafkaRecord copy(KafkaRecord from, KafkaRecord reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(KafkaRecord record, DataOutputView target) throws IOException {
        StringValue.writeString(record.topic(), target);
        target.writeInt(record.partition());
        target.writeLong(record.offset());
        target.writeLong(record.timestamp());
        writeBytes(record.key(), target);
        writeBytes(record.value(), target);
        int headers = record.headerCount();
        target.writeInt(headers);
        for (int i = 0; i < headers; i++) {
            StringValue.writeString(record.headerName(i), target);
            writeBytes(record.headerValue(i), target);
        }
    }

    @Override
    public KafkaRecord deserialize(DataInputView source) throws IOException {
        String topic = StringValue.readString(source);
        int partition = source.readInt();
        long offset = source.readLong();
        long timestamp = source.readLong();
        byte[] key = readBytes(source);
        byte[] value = readBytes(source);
        int count = source.readInt();
        List<KafkaHeader> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(new KafkaHeader(StringValue.readString(source), readBytes(source)));
        }
        return new KafkaRecord(topic, partition, offset, timestamp, key, value, headers);
    }

    @Override
    public KafkaRecord deserialize(KafkaRecord reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<KafkaRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
        if (bytes == null) {
            target.writeInt(NULL_LENGTH);
        } else {
            target.writeInt(bytes.length);
            target.write(bytes);
        }
    }

    private static byte[] readBytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length == NULL_LENGTH) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }

    /** Format of the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KafkaRecord> {
        /** Read by Flink from a savepoint. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
