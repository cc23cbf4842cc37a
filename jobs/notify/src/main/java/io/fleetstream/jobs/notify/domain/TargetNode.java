package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One map of the file, which knows what was asked of it; collects what is wrong. */
final class TargetNode {
    private final String place;
    private final JsonNode node;
    private final List<String> faults;
    private final Set<String> asked = new HashSet<>();

    TargetNode(String place, JsonNode node, List<String> faults) {
        this.place = place;
        this.node = node;
        this.faults = faults;
        if (!node.isObject()) {
            faults.add((place.isEmpty() ? "the file" : place) + ": expected keys and values");
        }
    }

    void refuse(String key, String expected) {
        faults.add(place + key + ": expected " + expected);
    }

    /** Says of every key nobody asked for that there is no such key. */
    void refuseUnknown() {
        node.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!asked.contains(key)) {
                                faults.add(place + key + ": no such key");
                            }
                        });
    }

    JsonNode tree(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    List<TargetNode> children(String key) {
        JsonNode list = tree(key);
        List<TargetNode> children = new ArrayList<>();
        if (list != null) {
            for (int index = 0; index < list.size(); index++) {
                children.add(new TargetNode(key + "[" + index + "].", list.path(index), faults));
            }
        }
        return children;
    }

    /** Null if there is none. */
    String text(String key) {
        JsonNode value = tree(key);
        if (value == null) {
            return null;
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            refuse(key, "text");
            return null;
        }
        return value.asText();
    }

    String matching(String key, String fallback, String pattern) {
        String text = text(key);
        String value = text == null ? fallback : text;
        if (!value.matches(pattern)) {
            refuse(key, pattern);
        }
        return value;
    }

    /** One text is a list of one. */
    List<String> list(String key) {
        JsonNode value = tree(key);
        if (value == null) {
            return List.of();
        }
        if (value.isValueNode()) {
            return List.of(value.asText());
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    Map<String, String> texts(String key) {
        JsonNode value = tree(key);
        Map<String, String> texts = new TreeMap<>();
        if (value != null) {
            value.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
            if (!value.isObject()) {
                refuse(key, "names and values");
            }
        }
        return texts;
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(matching(key, "false", "true|false"));
    }

    int whole(String key, int fallback, int least, int most) {
        JsonNode value = tree(key);
        if (value == null) {
            return fallback;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            refuse(key, least + " to " + most);
            return fallback;
        }
        return value.intValue();
    }

    Duration duration(String key, Duration fallback, Duration least, Duration most) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        try {
            Duration value = Duration.parse(text);
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        refuse(key, "an ISO-8601 duration from " + least + " to " + most);
        return fallback;
    }

    /** Those of a list that there are; the others are refused. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        Set<E> choices = EnumSet.noneOf(type);
        for (String text : list(key)) {
            E choice = choice(key, text, type);
            if (choice != null) {
                choices.add(choice);
            }
        }
        return choices;
    }

    /** Null, and refused, if there is no such constant. */
    <E extends Enum<E>> E choice(String key, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (!constant.name().equals("UNSPECIFIED") && constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        refuse(
                key,
                "of "
                        + Arrays.stream(type.getEnumConstants())
                                .skip(1)
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList());
        return null;
    }
}
