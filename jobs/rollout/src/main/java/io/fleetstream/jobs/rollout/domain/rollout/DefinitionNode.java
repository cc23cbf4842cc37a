package io.fleetstream.jobs.rollout.domain.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
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
 * An object of a definition's text while it is read. Keeps account of what is asked for, so that
 * what is left over can be refused, and of everything that is wrong, instead of stopping at the
 * first.
 */
final class DefinitionNode {
    private final String path;
    private final JsonNode node;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    DefinitionNode(String path, JsonNode node, List<String> problems) {
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
    DefinitionNode child(String key) {
        return new DefinitionNode(at(key), get(key), problems);
    }

    /** An empty object in the place of a key, for what is given by name alone. */
    DefinitionNode bare(String key) {
        return new DefinitionNode(at(key), JsonNodeFactory.instance.objectNode(), problems);
    }

    /** The objects of a list; none if there is none. */
    List<DefinitionNode> children(String key) {
        JsonNode list = get(key);
        if (!list.isMissingNode() && !list.isArray()) {
            refuse(key, "a list");
        }
        List<DefinitionNode> children = new ArrayList<>();
        for (int index = 0; index < list.size() && list.isArray(); index++) {
            children.add(
                    new DefinitionNode(at(key) + "[" + index + "]", list.get(index), problems));
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

    /** A number in a range, its ends included. */
    double number(String key, double otherwise, double least, double most) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = node.get(key);
        if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
            refuse(key, "a number from " + plain(least) + " to " + plain(most));
            return otherwise;
        }
        return value.asDouble();
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

    /** The values of a list of texts; none if there is none. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : get(key)) {
            if (!value.isValueNode()) {
                refuse(key, "a list of texts");
                return List.of();
            }
            texts.add(value.asText());
        }
        if (has(key) && !node.get(key).isArray()) {
            refuse(key, "a list");
        }
        return texts;
    }

    /** A moment, in epoch milliseconds. */
    long moment(String key, long otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text(key, "")).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            // no time, or one of a year too far for milliseconds
            refuse(key, "an ISO-8601 time with an offset, such as 2026-12-01T03:00:00Z");
            return otherwise;
        }
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
                                .map(DefinitionNode::name)
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

    private String at(String key) {
        if (key.isEmpty()) {
            return path.isEmpty() ? "the definition" : path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shorten(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** A number as people write it. */
    static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
