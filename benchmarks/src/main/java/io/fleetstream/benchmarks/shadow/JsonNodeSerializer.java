package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.benchmarks.flink.BytesSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Writes JSON as its text, behind its length. */
final class JsonNodeSerializer extends BytesSerializer<JsonNode> {
    static final JsonNodeSerializer INSTANCE = new JsonNodeSerializer();

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public JsonNode createInstance() {
        return JSON.createObjectNode();
    }

    @Override
    public JsonNode copy(JsonNode from) {
        return from.deepCopy();
    }

    @Override
    protected byte[] toBytes(JsonNode node) throws IOException {
        return JSON.writeValueAsBytes(node);
    }

    @Override
    protected JsonNode ofBytes(byte[] text) throws IOException {
        return JSON.readTree(text);
    }

    @Override
    public TypeSerializerSnapshot<JsonNode> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Format of the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<JsonNode> {
        /** Read by Flink from a savepoint. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
