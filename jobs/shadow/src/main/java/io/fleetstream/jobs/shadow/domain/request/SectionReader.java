package io.fleetstream.jobs.shadow.domain.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.shadow.domain.tree.ArrayNode;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectBuilder;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds the tree of a section; what is too deep is passed over, however deep it is. */
final class SectionReader {
    private static final Node[] NONE = {};

    private final JsonParser json;
    private final Arena arena;
    private final long stamp;
    private final int maxDepth;

    SectionReader(JsonParser json, Arena arena, long stamp, int maxDepth) {
        this.json = json;
        this.arena = arena;
        this.stamp = stamp;
        this.maxDepth = maxDepth;
    }

    /** The section whose name was read last. */
    Section read(UpdateRequest request) throws IOException {
        return switch (json.nextToken()) {
            case VALUE_NULL -> Section.NULL;
            case START_OBJECT -> Section.of(object(1, request));
            default -> {
                json.skipChildren();
                yield Section.WRONG;
            }
        };
    }

    /** The name that was read last. */
    Text key() throws IOException {
        return arena.key(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    private Node value(JsonToken token, int level, UpdateRequest request) throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            if (level > maxDepth) {
                request.fault(Fault.TOO_DEEP);
                json.skipChildren();
                return ObjectNode.EMPTY;
            }
            return token == JsonToken.START_OBJECT ? object(level, request) : array(level, request);
        }
        char[] chars = json.getTextCharacters();
        int offset = json.getTextOffset();
        int length = json.getTextLength();
        return new Leaf(
                token == JsonToken.VALUE_STRING
                        ? arena.quoted(chars, offset, length)
                        : arena.plain(chars, offset, length),
                stamp);
    }

    private ObjectNode object(int level, UpdateRequest request) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return ObjectNode.EMPTY;
        }
        ObjectBuilder builder = new ObjectBuilder();
        while (token != JsonToken.END_OBJECT) {
            Text key = key();
            builder.put(key, value(json.nextToken(), level + 1, request));
            token = json.nextToken();
        }
        return builder.build();
    }

    private Node array(int level, UpdateRequest request) throws IOException {
        JsonToken token = json.nextToken();
        List<Node> elements = new ArrayList<>();
        while (token != JsonToken.END_ARRAY) {
            if (token == JsonToken.VALUE_NULL) {
                request.fault(Fault.NULL_IN_ARRAY);
            }
            elements.add(value(token, level + 1, request));
            token = json.nextToken();
        }
        return new ArrayNode(elements.toArray(NONE), stamp);
    }
}
