package io.fleetstream.jobs.shadow.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a reported section by JSON Pointer: every leaf, an array counting as one. Numbers
 * are compared as numbers, so 1.0 and 1 are the same.
 */
final class ReportedValues {
    private static final int LONGEST = 128;
    private static final String ROOT = "/reported";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private ReportedValues() {}

    /**
     * Those under one of the paths, at most {@link DriftOptions#MOST_PATHS}, the first ones in
     * their order.
     *
     * @param reported JSON object; null for none
     * @param paths below the section; empty for everything
     */
    static Map<String, String> of(String reported, List<String> paths) {
        TreeMap<String, String> values = new TreeMap<>();
        if (reported != null) {
            try {
                add(ROOT, JSON.readTree(reported), paths, values);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("merge-shadow writes JSON", e);
            }
        }
        while (values.size() > DriftOptions.MOST_PATHS) {
            values.pollLastEntry();
        }
        return values;
    }

    private static void add(
            String path, JsonNode node, List<String> paths, Map<String, String> values) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(
                            field ->
                                    add(
                                            path + "/" + escaped(field.getKey()),
                                            field.getValue(),
                                            paths,
                                            values));
        } else if (isAsked(path, paths)) {
            values.put(path, text(node));
        }
    }

    private static boolean isAsked(String path, List<String> paths) {
        String below = path.substring(ROOT.length());
        return paths.isEmpty()
                || paths.stream()
                        .anyMatch(asked -> below.equals(asked) || below.startsWith(asked + "/"));
    }

    private static String text(JsonNode node) {
        String text =
                node.isNumber()
                        ? node.decimalValue().stripTrailingZeros().toString()
                        : node.toString();
        return text.length() <= LONGEST ? text : digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
