package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.types.WholeTypeInfo;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries a {@link DeviceInput}: by {@link DeviceInputSerializer}. */
public final class DeviceInputTypeInfo extends WholeTypeInfo<DeviceInput> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<RegistryRow> registry = TypeInformation.of(RegistryRow.class);

    /** By its own serializer. */
    public DeviceInputTypeInfo() {
        super(DeviceInput.class);
    }

    @Override
    public TypeSerializer<DeviceInput> createSerializer(SerializerConfig config) {
        return new DeviceInputSerializer(registry.createSerializer(config));
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
