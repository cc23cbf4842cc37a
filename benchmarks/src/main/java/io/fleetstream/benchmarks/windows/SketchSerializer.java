package io.fleetstream.benchmarks.windows;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import io.fleetstream.benchmarks.flink.BytesSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** A sketch in its library's own encoding. */
public final class SketchSerializer extends BytesSerializer<DDSketch> {
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
    public DDSketch createInstance() {
        return null;
    }

    @Override
    public DDSketch copy(DDSketch from) {
        return from.copy();
    }

    @Override
    protected byte[] toBytes(DDSketch sketch) {
        return bytes(sketch);
    }

    @Override
    protected DDSketch ofBytes(byte[] bytes) throws IOException {
        return DDSketch.decode(
                ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MOST_BINS));
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
