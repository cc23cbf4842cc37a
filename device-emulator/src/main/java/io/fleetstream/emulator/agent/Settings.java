package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiPredicate;

/** Trees of settings: objects are merged member by member, everything else is one value. */
final class Settings {
    private Settings() {}

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The members of an object; none if it is missing or no object. */
    static ObjectNode copyOf(JsonNode node) {
        return node != null && node.isObject() ? ((ObjectNode) node).deepCopy() : none();
    }

    /** Puts a patch onto a target; null removes. */
    static void merge(ObjectNode target, ObjectNode patch) {
        put(target, patch, false);
    }

    /** Puts a patch onto an earlier one; null stays, since it will remove. */
    static void overlay(ObjectNode earlier, ObjectNode patch) {
        put(earlier, patch, true);
    }

    private static void put(ObjectNode target, ObjectNode patch, boolean keepNulls) {
        for (Iterator<Map.Entry<String, JsonNode>> all = patch.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> field = all.next();
            JsonNode old = target.get(field.getKey());
            JsonNode value = field.getValue();
            if (value.isNull() && !keepNulls) {
                target.remove(field.getKey());
            } else if (value.isObject() && old != null && old.isObject()) {
                put((ObjectNode) old, (ObjectNode) value, keepNulls);
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        }
    }

    /** The patch without the values of which a predicate on path and value says yes. */
    static ObjectNode without(ObjectNode patch, BiPredicate<String, JsonNode> left) {
        return without(patch, "", left);
    }

    private static ObjectNode without(
            ObjectNode patch, String path, BiPredicate<String, JsonNode> left) {
        ObjectNode kept = none();
        for (Iterator<Map.Entry<String, JsonNode>> all = patch.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> field = all.next();
            String here = path + '/' + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                ObjectNode inner = without((ObjectNode) value, here, left);
                if (!inner.isEmpty()) {
                    kept.set(field.getKey(), inner);
                }
            } else if (!left.test(here, value)) {
                kept.set(field.getKey(), value.deepCopy());
            }
        }
        return kept;
    }

    /** What would have to be put onto the second tree for it to say what the first says. */
    static ObjectNode missing(ObjectNode wanted, JsonNode in) {
        ObjectNode missing = none();
        for (Iterator<Map.Entry<String, JsonNode>> all = wanted.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> field = all.next();
            JsonNode value = field.getValue();
            JsonNode there = in == null ? null : in.get(field.getKey());
            if (there == null) {
                missing.set(field.getKey(), value.deepCopy());
            } else if (value.isObject() && there.isObject()) {
                ObjectNode inner = missing((ObjectNode) value, there);
                if (!inner.isEmpty()) {
                    missing.set(field.getKey(), inner);
                }
            } else if (!same(value, there)) {
                missing.set(field.getKey(), value.deepCopy());
            }
        }
        return missing;
    }

    /** What a patch is going to overwrite: former values, and null where there were none. */
    static ObjectNode former(ObjectNode patch, JsonNode in) {
        ObjectNode former = none();
        for (Iterator<Map.Entry<String, JsonNode>> all = patch.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> field = all.next();
            JsonNode there = in == null ? null : in.get(field.getKey());
            if (there == null) {
                former.putNull(field.getKey());
            } else if (field.getValue().isObject() && there.isObject()) {
                former.set(field.getKey(), former((ObjectNode) field.getValue(), there));
            } else {
                former.set(field.getKey(), there.deepCopy());
            }
        }
        return former;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        return numbers
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }
}
