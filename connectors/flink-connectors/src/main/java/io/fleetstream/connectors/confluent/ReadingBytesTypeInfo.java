package io.fleetstream.connectors.confluent;

import io.fleetstream.connectors.types.WholeTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries {@link ReadingBytes} between operators. */
public final class ReadingBytesTypeInfo extends WholeTypeInfo<ReadingBytes> {
    /** There is only one. */
    public static final ReadingBytesTypeInfo INSTANCE = new ReadingBytesTypeInfo();

    private static final long serialVersionUID = 1L;

    /** By its own serializer. */
    public ReadingBytesTypeInfo() {
        super(ReadingBytes.class);
    }

    @Override
    public TypeSerializer<ReadingBytes> createSerializer(SerializerConfig config) {
        return new ReadingBytesSerializer();
    }

    /** Lets Flink find the type information wherever it meets the class. */
    public static final class Factory extends TypeInfoFactory<ReadingBytes> {
        @Override
        public TypeInformation<ReadingBytes> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> parameters) {
            return INSTANCE;
        }
    }
}
