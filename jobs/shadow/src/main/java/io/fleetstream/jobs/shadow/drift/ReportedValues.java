package io.fleetstream.jobs.shadow.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.fleetstream.jobs.shadow.domain.tree.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The values of a reported section by JSON Pointer: every leaf, an array counting as one. Numbers
 * are compared as numbers of any length, so 1.0 and 1 are the same.
 */
final class ReportedValues {
    private static final int LONGEST = 128;
    private static final String ROOT = "/reported";

    // What merge-shadow took is read here as well: the size of the document is the limit.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder()
                                    .maxNestingDepth(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private ReportedValues() {}

    /**
     * Those under one of the paths, at most {@link DriftOptions#MOST_PATHS}, the first ones in
     * their order.
     *
     * @param reported JSON object; null for none
     * @param paths below the section; empty for everything
     * @throws IOException if it is no JSON
     */
    static Map<String, String> of(String reported, List<String> paths) throws IOException {
        TreeMap<String, String> values = new TreeMap<>();
        if (reported == null) {
            return values;
        }
        try (JsonParser json = JSON.createParser(reported)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() || token == JsonToken.START_ARRAY) {
                    leaf(json, paths, values);
                }
            }
        }
        return values;
    }

    private static void leaf(
            JsonParser json, List<String> paths, NavigableMap<String, String> values)
            throws IOException {
        String below = json.getParsingContext().pathAsPointer().toString();
        if (!isAsked(below, paths)) {
            json.skipChildren();
            return;
        }
        values.put(ROOT + below, text(json));
        if (values.size() > DriftOptions.MOST_PATHS) {
            values.pollLastEntry();
        }
    }

    private static boolean isAsked(String below, List<String> paths) {
        return paths.isEmpty()
                || paths.stream()
                        .anyMatch(asked -> below.equals(asked) || below.startsWith(asked + "/"));
    }

    /** The value the parser stands at, which stands at its end then. */
    private static String text(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = depth == 0 ? json.currentToken() : json.nextToken();
                if (token.isNumeric()) {
                    out.writeNumber(Numbers.plain(json.getText()));
                } else {
                    out.copyCurrentEvent(json);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
        }
        return text.getBuffer().length() <= LONGEST ? text.toString() : digest(text.toString());
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
}
