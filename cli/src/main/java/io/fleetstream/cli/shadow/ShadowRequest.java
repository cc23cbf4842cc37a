package io.fleetstream.cli.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request an operator makes.
 *
 * @param address the shadow
 * @param operation {@code get}, {@code update} or {@code delete}
 * @param payload what is sent, but for the client token
 * @param extensions what goes beyond AWS IoT, by the name of its user property
 */
public record ShadowRequest(
        ShadowAddress address,
        String operation,
        ObjectNode payload,
        Map<String, String> extensions) {

    /** Copies the extensions. */
    public ShadowRequest {
        extensions = Map.copyOf(extensions);
    }

    /** A request without sections. */
    public static ShadowRequest plain(ShadowAddress address, String operation) {
        return new ShadowRequest(address, operation, Json.MAPPER.createObjectNode(), Map.of());
    }

    /** Beginning of an update. */
    public static Update update(ShadowAddress address) {
        return new Update(address);
    }

    /** Collects what an update says. */
    public static final class Update {
        private final ShadowAddress address;
        private final ObjectNode payload = Json.MAPPER.createObjectNode();
        private final ObjectNode state = payload.putObject("state");
        private final Map<String, String> extensions = new LinkedHashMap<>();

        private Update(ShadowAddress address) {
            this.address = address;
        }

        /** What is desired or reported; null removes the section. */
        public Update section(String name, com.fasterxml.jackson.databind.JsonNode section) {
            state.set(name, section);
            return this;
        }

        /** Refused unless this is the current version. */
        public Update version(long version) {
            payload.put("version", version);
            return this;
        }

        /** An extension, by the name of its user property. */
        public Update extension(String name, Object value) {
            extensions.put(name, value.toString());
            return this;
        }

        /** The request. */
        public ShadowRequest build() {
            return new ShadowRequest(address, "update", payload, extensions);
        }
    }
}
