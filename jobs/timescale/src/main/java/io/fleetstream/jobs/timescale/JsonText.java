package io.fleetstream.jobs.timescale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/** Lists of records for columns of JSON. */
final class JsonText {
    private JsonText() {}

    /**
     * A JSON array with an object for each.
     *
     * @param fill puts the members
     */
    static <T> String list(List<T> records, BiConsumer<T, ObjectNode> fill) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (T each : records) {
            fill.accept(each, list.addObject());
        }
        // jsonb takes no NUL, not even escaped
        return list.toString().replace("\\u0000", "\uFFFD");
    }
}
