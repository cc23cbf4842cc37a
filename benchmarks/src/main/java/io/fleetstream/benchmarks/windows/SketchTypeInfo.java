package io.fleetstream.benchmarks.windows;

import com.datadoghq.sketch.ddsketch.DDSketch;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Spares sketches Flink's generic serialiser, which cannot make them. */
public final class SketchTypeInfo extends TypeInformation<DDSketch> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<DDSketch> getTypeClass() {
        return DDSketch.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<DDSketch> createSerializer(SerializerConfig config) {
        return SketchSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "DDSketch";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SketchTypeInfo;
    }

    @Override
    public int hashCode() {
        return SketchTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SketchTypeInfo;
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
