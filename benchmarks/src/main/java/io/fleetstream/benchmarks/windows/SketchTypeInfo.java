package io.fleetstream.benchmarks.windows;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.fleetstream.connectors.types.WholeTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Spares sketches Flink's generic serialiser, which cannot make them. */
public final class SketchTypeInfo extends WholeTypeInfo<DDSketch> {
    private static final long serialVersionUID = 1L;

    /** By its own serializer. */
    public SketchTypeInfo() {
        super(DDSketch.class);
    }

    @Override
    public TypeSerializer<DDSketch> createSerializer(SerializerConfig config) {
        return SketchSerializer.INSTANCE;
    }

    /** Where a field says so. */
    public static final class Factory extends TypeInfoFactory<DDSketch> {
        @Override
        public TypeInformation<DDSketch> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> parameters) {
            return new SketchTypeInfo();
        }
    }
}
