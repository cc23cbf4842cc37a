package io.fleetstream.connectors.kafka;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries a {@link KafkaRecord}: by a serializer of its own, never by Kryo. */
public final class KafkaRecordTypeInfo extends TypeInformation<KafkaRecord> {
    /** There is only one. */
    public static final KafkaRecordTypeInfo INSTANCE = new KafkaRecordTypeInfo();

    private static final long serialVersionUID = 1L;

    private KafkaRecordTypeInfo() {}

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
    public Class<KafkaRecord> getTypeClass() {
        return KafkaRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<KafkaRecord> createSerializer(SerializerConfig config) {
        return KafkaRecordSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "KafkaRecord";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaRecordTypeInfo;
    }

    @Override
    public int hashCode() {
        return KafkaRecordTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof KafkaRecordTypeInfo;
    }

    /** Lets Flink find the type information wherever it meets the class. */
    public static final class Factory extends TypeInfoFactory<KafkaRecord> {
        @Override
        public TypeInformation<KafkaRecord> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> parameters) {
            return INSTANCE;
        }
    }
}
