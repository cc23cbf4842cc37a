package io.fleetstream.jobs.rollout.domain.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the definition of a rollout from YAML (JSON is YAML too). Everything that is wrong is told
 * at once, with key, value and what is expected; a key that is not known is wrong. The module's
 * README lists all keys.
 *
 * <pre>
 * rollout: fw-2-4-1
 * devices: model=m-100,firmware&gt;=1.2,&lt;2.4.1
 * document: {operation: update, version: 2.4.1}
 * rollback: {operation: update, version: 2.4.0}
 * budget: 50
 * preset: canary
 * gate:
 *   guards: [{name: overheating, signals: ["alarm:too-hot"], floor-per-day: 0.01}]
 * </pre>
 */
public final class DefinitionReader {
    /** The longest text, in characters. */
    public static final int MOST_CHARACTERS = 64 << 10;

    /** The longest job document, in characters, as AWS has it. */
    static final int MOST_DOCUMENT_CHARACTERS = 32_768;

    private static final Duration NONE = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_BUCKETS = 1 << 16;
    private static final int USUAL_BUCKETS = 1 << 12;
    private static final int MOST_WEIGHT = 1_000;
    private static final int USUAL_WEIGHT = 500;
    private static final int MOST_RETRIES = 10;

    // As AWS has job ids; the job of the rollback has a longer one.
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,55}");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private DefinitionReader() {}

    /**
     * Reads one definition.
     *
     * @throws DefinitionException with everything that is wrong
     */
    public static RolloutDefinition read(String text) throws DefinitionException {
        List<String> problems = new ArrayList<>();
        DefinitionNode node = new DefinitionNode("", parse(text), problems);
        RolloutDefinition definition = null;
        if (problems.isEmpty()) {
            definition = definition(node);
            node.refuseUnknown();
        }
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return definition;
    }

    private static RolloutDefinition definition(DefinitionNode node) {
        String id = node.text("rollout", null, ID);
        if (id == null) {
            node.refuse("rollout", "a name of " + ID.pattern());
        }
        List<StageDefinition> stages = StageReader.stages(node);
        GatePolicy gate = GateReader.gate(node);
        if (!node.has("budget")) {
            node.refuse("budget", "how many devices may be in flight or failed at a time");
        }
        long startAt = node.moment("start", 0);
        long endAt = node.moment("end", Long.MAX_VALUE);
        if (endAt <= startAt) {
            node.refuse("end", "a time after start");
        }
        return new RolloutDefinition(
                id,
                node.text("description", ""),
                selector(node, "devices", null),
                selector(node, "requires", "device=*"),
                node.flag("continuous", false),
                node.text("salt", id),
                node.whole("buckets", USUAL_BUCKETS, 1, MOST_BUCKETS),
                document(node, "document", true),
                document(node, "rollback", false),
                node.whole("weight", USUAL_WEIGHT, 0, MOST_WEIGHT),
                node.whole("budget", 1, 1, Integer.MAX_VALUE),
                node.millis("in-progress-timeout", 0, MINUTE, WEEK),
                retries(node),
                MaintenanceReader.windows(node),
                node.whole("approvals", 0, 0, MOST_RETRIES),
                startAt,
                endAt,
                stages,
                gate);
    }

    private static RetryPolicy retries(DefinitionNode node) {
        if (!node.has("retries")) {
            return RetryPolicy.NONE;
        }
        DefinitionNode retries = node.child("retries");
        int all = retries.whole("all", 0, 0, MOST_RETRIES);
        int failed = retries.whole("failed", all, 0, MOST_RETRIES);
        int timedOut = retries.whole("timed-out", all, 0, MOST_RETRIES);
        RetryPolicy policy =
                new RetryPolicy(
                        failed,
                        timedOut,
                        all == 0 ? Math.min(MOST_RETRIES, failed + timedOut) : all,
                        retries.millis("back-off", 0, NONE, WEEK),
                        retries.number("factor", 2, 1, MOST_RETRIES),
                        retries.millis("maximum-back-off", WEEK.toMillis(), NONE, WEEK));
        retries.refuseUnknown();
        return policy;
    }

    private static String document(DefinitionNode node, String key, boolean needed) {
        JsonNode value = node.get(key);
        if (value.isMissingNode() || value.isNull()) {
            if (needed) {
                node.refuse(key, "a job document");
            }
            return null;
        }
        try {
            JsonNode document = value.isTextual() ? JSON.readTree(value.asText()) : value;
            String text = JSON.writeValueAsString(document);
            if (document.isObject() && text.length() <= MOST_DOCUMENT_CHARACTERS) {
                return text;
            }
        } catch (JsonProcessingException e) {
            // told below, as a document of another kind is
        }
        node.refuse(
                key,
                "keys and values, or a JSON object as text, of at most "
                        + MOST_DOCUMENT_CHARACTERS
                        + " characters");
        return null;
    }

    private static Selector selector(DefinitionNode node, String key, String otherwise) {
        JsonNode value = node.get(key);
        String text = value.isArray() ? devices(node.texts(key)) : node.text(key, otherwise);
        if (text == null) {
            node.refuse(key, "a selector, or a list of device ids");
            return null;
        }
        try {
            return Selector.parse(text);
        } catch (SelectorException e) {
            node.refuse(key, "a selector: " + e.getMessage());
            return null;
        }
    }

    /** A selector of those devices and no others, whatever their ids look like. */
    private static String devices(List<String> ids) {
        return ids.isEmpty()
                ? null
                : ids.stream()
                        .map(id -> '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining("|", "device=", ""));
    }

    private static JsonNode parse(String text) throws DefinitionException {
        if (text.length() > MOST_CHARACTERS) {
            throw new DefinitionException(
                    List.of("the definition has more than " + MOST_CHARACTERS + " characters"));
        }
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DefinitionException(
                    List.of("the definition is no YAML: " + e.getOriginalMessage()));
        }
    }
}
