package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes JSON as its text, behind its length. */
final class JsonNodeSerializer extends TypeSerializerSingleton<JsonNode> {
    static final JsonNodeSerializer INSTANCE = new JsonNodeSerializer();

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public JsonNode createInstance() {
        return JSON.createObjectNode();
    }

    @Override
    public JsonNode copy(JsonNode from) {
        return from.deepCopy();
    }

    @Override
    public JsonNode copy(JsonNode from, JsonNode reuse) {
        return from.deepCopy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(JsonNode node, DataOutputView target) throws IOException {
        byte[] text = JSON.writeValueAsBytes(node);
        target.writeInt(text.length);
        target.write(text);
    }

    @Override
    public JsonNode deserialize(DataInputView source) throws IOException {
        byte[] text = new byte[source.readInt()];
        source.readFully(text);
        return JSON.readTree(text);
    }

    @Override
    public JsonNode deserialize(JsonNode reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
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
