package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.connectors.types.WholeTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** JSON in Flink's state. */
final class JsonNodeTypeInfo extends WholeTypeInfo<JsonNode> {
    static final JsonNodeTypeInfo INSTANCE = new JsonNodeTypeInfo();

    private static final long serialVersionUID = 1L;

    private JsonNodeTypeInfo() {
        super(JsonNode.class);
    }

    @Override
    public TypeSerializer<JsonNode> createSerializer(SerializerConfig config) {
        return JsonNodeSerializer.INSTANCE;
    }
}
