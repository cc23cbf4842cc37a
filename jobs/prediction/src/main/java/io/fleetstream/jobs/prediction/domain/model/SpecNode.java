package io.fleetstream.jobs.prediction.domain.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A definition while it is read; notes everything that is wrong, not only the first thing. */
final class SpecNode {
    private final JsonNode node;
    private final List<String> problems = new ArrayList<>();
    private final TreeSet<String> asked = new TreeSet<>();

    SpecNode(JsonNode node) {
        this.node = node;
    }

    List<String> problems() {
        return problems;
    }

    String text(String key, String otherwise, Pattern pattern) {
        String text = has(key) && node.get(key).isValueNode() ? node.get(key).asText() : otherwise;
        if (text == null || !pattern.matcher(text).matches()) {
            refuse(key, pattern.pattern());
        }
        return text;
    }

    List<String> texts(String key, List<String> otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        node.get(key).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    double number(String key, double otherwise, double above, double most) {
        if (!has(key)) {
            return otherwise;
        }
        double number = node.get(key).isNumber() ? node.get(key).asDouble() : Double.NaN;
        if (!(number > above && number <= most)) {
            refuse(key, "a number above " + above + ", at most " + most);
            return otherwise;
        }
        return number;
    }

    int whole(String key, int otherwise, int least, int most) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = node.get(key);
        if (!value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            refuse(key, "a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.asInt();
    }

    long millis(String key, Duration otherwise, Duration least, Duration most) {
        if (has(key)) {
            try {
                Duration duration = Duration.parse(node.get(key).asText());
                if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                    return duration.toMillis();
                }
            } catch (DateTimeParseException e) {
                // told below, as a duration out of range is
            }
            refuse(key, "an ISO-8601 duration from " + least + " to " + most);
        }
        return otherwise.toMillis();
    }

    <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        if (!has(key)) {
            return otherwise;
        }
        E found = find(node.get(key).asText(), type, SpecNode::name);
        if (found == null) {
            refuse(key, "one of " + names(type, SpecNode::name));
            return otherwise;
        }
        return found;
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type, Function<E, String> names) {
        List<E> found = new ArrayList<>();
        for (String text : texts(key, List.of())) {
            E one = find(text, type, names);
            if (one == null) {
                refuse(key, "of " + names(type, names));
                return List.of();
            }
            found.add(one);
        }
        return found;
    }

    void refuse(String key, String expected) {
        String found = node.has(key) ? "'" + cut(node.get(key).toString()) + "'" : "missing";
        problems.add(key + " is " + found + ", expected " + expected);
    }

    /** To be called when all was read. */
    void refuseUnknown() {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!asked.contains(key)) {
                problems.add(key + " is unknown here, expected one of " + String.join(", ", asked));
            }
        }
    }

    private boolean has(String key) {
        asked.add(key);
        return node.hasNonNull(key);
    }

    private static <E extends Enum<E>> E find(
            String text, Class<E> type, Function<E, String> names) {
        for (E one : type.getEnumConstants()) {
            if (names.apply(one).equals(text)) {
                return one;
            }
        }
        return null;
    }

    private static <E extends Enum<E>> String names(Class<E> type, Function<E, String> names) {
        return Arrays.stream(type.getEnumConstants()).map(names).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
