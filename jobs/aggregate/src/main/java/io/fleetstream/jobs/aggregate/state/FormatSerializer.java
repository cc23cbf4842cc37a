package io.fleetstream.jobs.aggregate.state;

import io.fleetstream.jobs.aggregate.domain.Texts;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads values of one {@link Format}. For one thread, as every serializer. */
public final class FormatSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_ROOM = 256;

    private final String name;
    private transient Format<T> format;
    private transient Texts texts;

    /** For a format of {@link Formats}. */
    public FormatSerializer(Format<T> format) {
        this.name = format.name();
        this.format = format;
    }

    @SuppressWarnings("unchecked") // the name was that of a format of T
    Format<T> format() {
        if (format == null) {
            format = (Format<T>) Formats.named(name);
        }
        return format;
    }

    private Texts texts() {
        if (texts == null) {
            texts = new Texts();
        }
        return texts;
    }

    @Override
    public boolean isImmutableType() {
        return format().immutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new FormatSerializer<>(format());
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        if (format().immutable()) {
            return from;
        }
        try {
            DataOutputSerializer out = new DataOutputSerializer(FIRST_ROOM);
            serialize(from, out);
            return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new IllegalStateException("a copy in memory failed", e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        format().writer().write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return format().reader().read(source, texts());
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new FormatSerializerSnapshot<>(format());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatSerializer<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
