package io.fleetstream.bridge.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replaces scalars of the configuration by environment variables. */
final class EnvironmentOverrides {
    private static final String PREFIX = "FLEET_";

    /** Kept short, since every deployment of more than one bridge sets it. */
    private static final String CLIENT_ID = "FLEET_CLIENT_ID";

    private EnvironmentOverrides() {}

    static void apply(ObjectNode tree, Map<String, String> environment) {
        String clientId = environment.get(CLIENT_ID);
        if (clientId != null && tree.get("mqtt") instanceof ObjectNode mqtt) {
            mqtt.put("client-id", clientId);
        }
        apply(tree, PREFIX, environment);
    }

    /** Name of the variable for a dotted key. */
    static String variable(String key) {
        return PREFIX + upper(key.replace('.', '_'));
    }

    private static void apply(ObjectNode node, String prefix, Map<String, String> environment) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
            String name = prefix + upper(entry.getKey());
            if (entry.getValue() instanceof ObjectNode inner) {
                apply(inner, name + "_", environment);
            } else if (entry.getValue().isValueNode() && environment.containsKey(name)) {
                // Jackson turns the text into the number or boolean the record asks for.
                node.set(entry.getKey(), TextNode.valueOf(environment.get(name)));
            }
        }
    }

    private static String upper(String key) {
        return key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
