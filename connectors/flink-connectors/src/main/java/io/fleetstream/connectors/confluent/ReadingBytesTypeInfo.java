package io.fleetstream.connectors.confluent;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries {@link ReadingBytes} between operators. */
public final class ReadingBytesTypeInfo extends TypeInformation<ReadingBytes> {
    /** There is only one. */
    public static final ReadingBytesTypeInfo INSTANCE = new ReadingBytesTypeInfo();

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
    public Class<ReadingBytes> getTypeClass() {
        return ReadingBytes.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<ReadingBytes> createSerializer(SerializerConfig config) {
        return new ReadingBytesSerializer();
    }

    @Override
    public String toString() {
        return "ReadingBytes";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadingBytesTypeInfo;
    }

    @Override
    public int hashCode() {
        return ReadingBytesTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ReadingBytesTypeInfo;
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
