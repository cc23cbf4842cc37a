package io.fleetstream.benchmarks.windows;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A sketch in its library's own encoding. */
public final class SketchSerializer extends TypeSerializerSingleton<DDSketch> {
    /** There is only one. */
    public static final SketchSerializer INSTANCE = new SketchSerializer();

    static final int MOST_BINS = 2_048;

    private static final long serialVersionUID = 1L;

    static byte[] bytes(DDSketch sketch) {
        GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(bytes, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.trimmedCopy();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public DDSketch createInstance() {
        return null;
    }

    @Override
    public DDSketch copy(DDSketch from) {
        return from.copy();
    }

    @Override
    public DDSketch copy(DDSketch from, DDSketch reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(DDSketch sketch, DataOutputView target) throws IOException {
        byte[] bytes = bytes(sketch);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public DDSketch deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return DDSketch.decode(
                ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MOST_BINS));
    }

    @Override
    public DDSketch deserialize(DDSketch reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public TypeSerializerSnapshot<DDSketch> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Nothing to remember. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DDSketch> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
