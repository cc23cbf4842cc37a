package io.fleetstream.connectors.confluent;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes and how many there are; the device stands at their beginning. For one thread. */
public final class ReadingBytesSerializer extends TypeSerializer<ReadingBytes> {
    private static final long serialVersionUID = 1L;
    private static final int PLACES_BITS = 14;

    private transient InternedTexts devices;
    private transient AvroCursor cursor;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<ReadingBytes> duplicate() {
        return new ReadingBytesSerializer();
    }

    @Override
    public ReadingBytes createInstance() {
        return null;
    }

    @Override
    public ReadingBytes copy(ReadingBytes from) {
        return from;
    }

    @Override
    public ReadingBytes copy(ReadingBytes from, ReadingBytes reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(ReadingBytes reading, DataOutputView target) throws IOException {
        int length = reading.bytes().length - reading.start();
        target.writeInt(length);
        target.write(reading.bytes(), reading.start(), length);
    }

    @Override
    public ReadingBytes deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return new ReadingBytes(deviceId(bytes), bytes, 0);
    }

    private String deviceId(byte[] bytes) {
        if (cursor == null) {
            cursor = new AvroCursor();
            devices = new InternedTexts(PLACES_BITS);
        }
        cursor.reset(bytes, 0);
        long slice = cursor.readSlice();
        return devices.of(bytes, AvroCursor.start(slice), AvroCursor.length(slice));
    }

    @Override
    public ReadingBytes deserialize(ReadingBytes reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public TypeSerializerSnapshot<ReadingBytes> snapshotConfiguration() {
        return new Snapshot();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadingBytesSerializer;
    }

    @Override
    public int hashCode() {
        return ReadingBytesSerializer.class.hashCode();
    }

    /** Nothing to remember: readings on their way are in no savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ReadingBytes> {
        /** For Flink. */
        public Snapshot() {
            super(ReadingBytesSerializer::new);
        }
    }
}
