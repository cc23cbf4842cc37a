package io.fleetstream.jobs.anomaly.domain.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An object of a rule's text while it is read. Keeps account of what is asked for, so that what is
 * left over can be refused, and of everything that is wrong, instead of stopping at the first.
 */
final class RuleNode {
    private final String path;
    private final JsonNode node;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    RuleNode(String path, JsonNode node, List<String> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (!node.isObject()) {
            refuse("", "keys and values");
        }
    }

    boolean has(String key) {
        asked.add(key);
        return node.hasNonNull(key);
    }

    JsonNode get(String key) {
        asked.add(key);
        return node.path(key);
    }

    /** What is under a key, as an object. */
    RuleNode child(String key) {
        return new RuleNode(at(key), get(key), problems);
    }

    /** The objects of a list; none if there is none. */
    List<RuleNode> children(String key) {
        JsonNode list = get(key);
        if (!list.isMissingNode() && !list.isArray()) {
            refuse(key, "a list");
        }
        List<RuleNode> children = new ArrayList<>();
        for (int index = 0; index < list.size() && list.isArray(); index++) {
            children.add(new RuleNode(at(key) + "[" + index + "]", list.get(index), problems));
        }
        return children;
    }

    String text(String key, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).isValueNode()) {
            refuse(key, "a text");
            return otherwise;
        }
        return node.get(key).asText();
    }

    String text(String key, String otherwise, Pattern pattern) {
        String text = text(key, otherwise);
        if (text != null && !pattern.matcher(text).matches()) {
            refuse(key, pattern.pattern());
        }
        return text;
    }

    /** Texts of a list; none if there is none. */
    List<String> texts(String key) {
        JsonNode list = get(key);
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list) {
            texts.add(one.asText());
        }
        if (!list.isMissingNode() && !list.isArray()) {
            refuse(key, "a list");
        }
        return texts;
    }

    double number(String key, double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = node.get(key);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            refuse(key, "a number");
            return otherwise;
        }
        return value.asDouble();
    }

    double number(String key, double otherwise, double least, double most) {
        double value = number(key, otherwise);
        if (value < least || value > most) {
            refuse(key, "a number from " + least + " to " + most);
            return otherwise;
        }
        return value;
    }

    int whole(String key, int otherwise, int least, int most) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = node.get(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > most) {
            refuse(key, "a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.asInt();
    }

    /** A duration, in milliseconds. */
    long millis(String key, long otherwise, Duration least, Duration most) {
        if (!has(key)) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(text(key, ""));
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration.toMillis();
            }
        } catch (DateTimeParseException e) {
            // told below, as a duration out of range is
        }
        refuse(key, "an ISO-8601 duration from " + least + " to " + most);
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.get(key).isBoolean()) {
            refuse(key, "true or false");
            return otherwise;
        }
        return node.get(key).asBoolean();
    }

    <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        for (E one : type.getEnumConstants()) {
            if (name(one).equals(text)) {
                return one;
            }
        }
        refuse(
                key,
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(RuleNode::name)
                                .collect(Collectors.joining(", ")));
        return otherwise;
    }

    /** Notes what is wrong under a key; with what would be right. */
    void refuse(String key, String expected) {
        JsonNode value = key.isEmpty() ? node : node.path(key);
        String found = value.isMissingNode() ? "missing" : "'" + shorten(value) + "'";
        problems.add(at(key) + " is " + found + ", expected " + expected);
    }

    /** Notes keys that nobody asked for. To be called when all was read. */
    void refuseUnknown() {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!asked.contains(key)) {
                problems.add(
                        at(key)
                                + " is unknown, expected one of "
                                + asked.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /** The object as it was written. */
    @Override
    public String toString() {
        return node.toString();
    }

    private String at(String key) {
        if (key.isEmpty()) {
            return path.isEmpty() ? "the rule" : path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shorten(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
