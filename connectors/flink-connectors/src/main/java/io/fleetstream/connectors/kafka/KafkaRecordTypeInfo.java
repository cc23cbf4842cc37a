package io.fleetstream.connectors.kafka;

import io.fleetstream.connectors.types.WholeTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** How Flink carries a {@link KafkaRecord}: by a serializer of its own, never by Kryo. */
public final class KafkaRecordTypeInfo extends WholeTypeInfo<KafkaRecord> {
    /** There is only one. */
    public static final KafkaRecordTypeInfo INSTANCE = new KafkaRecordTypeInfo();

    private static final long serialVersionUID = 1L;

    private KafkaRecordTypeInfo() {
        super(KafkaRecord.class);
    }

    @Override
    public TypeSerializer<KafkaRecord> createSerializer(SerializerConfig config) {
        return KafkaRecordSerializer.INSTANCE;
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
