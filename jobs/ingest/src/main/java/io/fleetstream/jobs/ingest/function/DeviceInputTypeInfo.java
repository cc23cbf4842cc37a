package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries a {@link DeviceInput}: by {@link DeviceInputSerializer}. */
public final class DeviceInputTypeInfo extends TypeInformation<DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<RegistryRow> registry = TypeInformation.of(RegistryRow.class);

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
    public Class<DeviceInput> getTypeClass() {
        return DeviceInput.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<DeviceInput> createSerializer(SerializerConfig config) {
        return new DeviceInputSerializer(registry.createSerializer(config));
    }

    @Override
    public String toString() {
        return "DeviceInput";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceInputTypeInfo;
    }

    @Override
    public int hashCode() {
        return DeviceInputTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DeviceInputTypeInfo;
    }

    /** Lets Flink find the type information wherever it meets the class. */
    public static final class Factory extends TypeInfoFactory<DeviceInput> {
        @Override
        public TypeInformation<DeviceInput> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> parameters) {
            return new DeviceInputTypeInfo();
        }
    }
}
