package io.fleetstream.jobs.prediction.domain.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads definitions of models; the module's README says what stands in one. Thread-safe. */
public final class ModelSpecReader {
    /** Most numbers that go in for one window. */
    public static final int MOST_INPUTS = 65_536;

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int MOST_CHARACTERS = 65_536;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final int MOST_ROWS = 10_000;

    /** What the registry alone knows; models are chosen by what readings say. */
    private static final Pattern UNKNOWN_TRAIT = Pattern.compile("\\b(tag\\.|hardware|status)");

    private final double alertOver;

    /**
     * A reader.
     *
     * @param alertOver probability over which alarms are raised where the definition says nothing
     */
    public ModelSpecReader(double alertOver) {
        this.alertOver = alertOver;
    }

    /**
     * Reads a definition.
     *
     * @throws ModelException saying everything that is wrong with it
     */
    public ModelSpec read(String text) throws ModelException {
        SpecNode node = new SpecNode(parse(text));
        InputShape shape = node.choice("input", InputShape.SEQUENCE, InputShape.class);
        int window = node.whole("window", 60, 1, MOST_ROWS);
        double over = node.number("alert-over", alertOver, 0, 1);
        ModelSpec spec =
                new ModelSpec(
                        node.text("model", null, ID),
                        node.text("description", "", Pattern.compile("(?s).{0,1000}")),
                        devices(node),
                        node.texts("metrics", List.of()),
                        shape,
                        window,
                        node.whole("slide", 1, 1, window),
                        node.millis(
                                "gap",
                                Duration.ofMinutes(10),
                                Duration.ofMillis(1),
                                Duration.ofDays(365)),
                        shape == InputShape.FLAT ? statistics(node) : List.of(),
                        node.whole("output", -1, 0, 1000),
                        new AlertSpec(
                                over,
                                node.number("clear-below", over, 0, over),
                                node.whole("in-a-row", 1, 1, 1000),
                                node.choice("severity", Severity.MAJOR, Severity.class).name()));
        if (spec.metrics().isEmpty() || !distinct(spec.metrics())) {
            node.refuse("metrics", "a list of different metrics");
        }
        if (spec.inputs() > MOST_INPUTS) {
            node.refuse("window", "at most " + MOST_INPUTS + " numbers in a window");
        }
        node.refuseUnknown();
        if (!node.problems().isEmpty()) {
            throw new ModelException("/definition", String.join("; ", node.problems()));
        }
        return spec;
    }

    private static List<Statistic> statistics(SpecNode node) {
        List<Statistic> statistics = node.choices("statistics", Statistic.class, Statistic::text);
        if (statistics.isEmpty() || !distinct(statistics)) {
            node.refuse("statistics", "a list of different statistics");
        }
        return statistics;
    }

    private static Selector devices(SpecNode node) {
        String text = node.text("devices", "device=*", Pattern.compile("(?s).*"));
        try {
            Selector selector = Selector.parse(text);
            if (UNKNOWN_TRAIT.matcher(selector.toString()).find()) {
                node.refuse("devices", "device, org, site, type, model or firmware");
            }
            return selector;
        } catch (SelectorException e) {
            node.refuse("devices", "a selector: " + e.getMessage());
            return null;
        }
    }

    private static boolean distinct(List<?> list) {
        return list.stream().distinct().count() == list.size();
    }

    private static JsonNode parse(String text) throws ModelException {
        if (text.length() > MOST_CHARACTERS) {
            throw new ModelException(
                    "/definition",
                    "the definition has more than " + MOST_CHARACTERS + " characters");
        }
        JsonNode node;
        try {
            node = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    "/definition", "the definition is no YAML: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject()) {
            throw new ModelException("/definition", "the definition has no keys and values");
        }
        return node;
    }

    /** As alarms have them. */
    enum Severity {
        INDETERMINATE,
        WARNING,
        MINOR,
        MAJOR,
        CRITICAL
    }
}
