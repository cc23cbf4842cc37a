package io.fleetstream.faults.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Hashes of 64 bits: of bytes, and of JSON whatever the order of its members. */
final class Canonical {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Canonical() {}

    static long hash(byte[] bytes) {
        long hash = BASIS;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        return mix(hash);
    }

    static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static long hash(JsonNode node) {
        if (node.isObject()) {
            long sum = 1;
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                sum += mix(hash(member.getKey()) * PRIME + hash(member.getValue()));
            }
            return mix(sum);
        }
        if (node.isArray()) {
            long all = 2;
            for (JsonNode element : node) {
                all = mix(all * PRIME + hash(element));
            }
            return all;
        }
        // an integer of the oracle may be a long where the parser makes a big one
        return hash((node.isNumber() ? "number " : node.getNodeType() + " ") + node.asText());
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
