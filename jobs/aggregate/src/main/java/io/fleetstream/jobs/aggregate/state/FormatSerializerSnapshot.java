package io.fleetstream.jobs.aggregate.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says about a {@link FormatSerializer}: the name of its format. Layouts have
 * their versions in the values themselves, so one name is always compatible with itself.
 */
public final class FormatSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private Format<T> format;

    /** Read by Flink from a savepoint. */
    public FormatSerializerSnapshot() {}

    FormatSerializerSnapshot(Format<T> format) {
        this.format = format;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(format.name());
    }

    @Override
    @SuppressWarnings("unchecked") // a snapshot is read for the type it was written for
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        format = (Format<T>) Formats.named(in.readUTF());
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new FormatSerializer<>(format);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> before) {
        return before instanceof FormatSerializerSnapshot<T> that
                        && that.format.name().equals(format.name())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
