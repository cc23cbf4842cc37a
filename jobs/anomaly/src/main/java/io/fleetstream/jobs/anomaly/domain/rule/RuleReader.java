package io.fleetstream.jobs.anomaly.domain.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmSpec;
import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.condition.ExpressionCompiler;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a rule from YAML (JSON is YAML too) and compiles it. Everything that is wrong is told at
 * once, with key, value and what is expected; a key that is not known is wrong.
 *
 * <pre>
 * rule: too-hot
 * devices: model=m-100
 * metric: temperature
 * levels:
 *   - {severity: warning, above: {attribute: tags.limit, otherwise: 60}, hold: PT1M, hysteresis: 2}
 *   - {severity: critical, when: "value &gt; 90.0 &amp;&amp; metrics.humidity &lt; 20.0", count: 3 of 5,
 *      clear: {below: 80, hold: PT5M}}
 * acknowledge: true
 * schedule: {zone: device, windows: [{days: mon-fri, from: "08:00", to: "18:00"}]}
 * remind: PT1H
 * flapping: {changes: 5, within: PT10M}
 * </pre>
 *
 * <p>A rule about presence has, instead of levels, for instance {@code presence: {severity: minor,
 * offline-after: PT5M, times: 3, interval: PT1M}}; without an interval it is learned. With a metric
 * it is about that metric alone falling silent.
 *
 * <p>With a detector, for instance {@code detector: {kind: novelty}}, a level without a condition
 * is raised by its alerts, and comparisons may be about the metric {@code anomaly}, its severity.
 */
public final class RuleReader {
    /** The selector of a rule that names none. */
    public static final String EVERY_DEVICE = "device=*";

    /** The longest text, in characters. */
    public static final int MOST_CHARACTERS = 64 << 10;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final List<Level> PLAIN = List.of(Level.atOnce(1));

    private final LevelReader levels =
            new LevelReader(new ConditionReader(new ExpressionCompiler()));

    /**
     * Reads one rule.
     *
     * @throws RuleException with everything that is wrong
     */
    public AlarmRule read(String text) throws RuleException {
        List<String> problems = new ArrayList<>();
        RuleNode node = new RuleNode("", parse(text), problems);
        AlarmRule rule = rule(node, problems);
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return rule;
    }

    private AlarmRule rule(RuleNode node, List<String> problems) {
        String id = node.text("rule", null, ID);
        if (id == null) {
            node.refuse("rule", "a name of " + ID.pattern());
        }
        String metric = node.text("metric", null);
        boolean presence = node.has("presence");
        DetectorSpec detector =
                node.has("detector") ? DetectorReader.read(node.child("detector"), metric) : null;
        if (presence && detector != null) {
            node.refuse("detector", "no detector in a rule about presence");
        }
        List<LevelReader.Read> read =
                presence ? List.of() : levels(node, metric, node.has("detector"));
        AlarmSpec spec =
                presence
                        ? spec(node, List.of(PresenceReader.level(node.child("presence"))))
                        : spec(node, read.stream().map(LevelReader.Read::level).toList());
        AlarmRule rule =
                new AlarmRule(
                        id,
                        node.text("description", ""),
                        node.choice("mode", RuleMode.LIVE, RuleMode.class),
                        devices(node),
                        metric == null && detector != null ? detector.metrics().get(0) : metric,
                        spec,
                        detector,
                        read.stream().map(LevelReader.Read::raise).toList(),
                        read.stream().map(LevelReader.Read::clear).toList(),
                        presence
                                ? PresenceReader.spec(node.child("presence"), metric != null)
                                : null,
                        GroupReader.read(presence ? node.child("presence") : node),
                        ScheduleReader.zone(node),
                        node.flag("notify-device", false));
        node.refuseUnknown();
        return problems.isEmpty() ? rule : null;
    }

    private List<LevelReader.Read> levels(RuleNode node, String metric, boolean detected) {
        List<LevelReader.Read> read = new ArrayList<>();
        for (RuleNode child : node.children("levels")) {
            levels.read(child, metric, detected).ifPresent(read::add);
        }
        read.sort(Comparator.comparingInt(level -> level.level().severity()));
        if (!distinct(read.stream().map(LevelReader.Read::level).toList())) {
            node.refuse("levels", "1 to " + Severity.values().length + " different severities");
        }
        return read;
    }

    /** Something that can be used even if the levels cannot, so that the rest is read too. */
    private static AlarmSpec spec(RuleNode node, List<Level> levels) {
        int changes = 0;
        long within = 0;
        if (node.has("flapping")) {
            RuleNode flapping = node.child("flapping");
            changes = flapping.whole("changes", 5, 1, AlarmSpec.MOST_FLAPS);
            within = flapping.millis("within", 600_000, Duration.ofSeconds(1), LevelReader.LONGEST);
            flapping.refuseUnknown();
        }
        return new AlarmSpec(
                distinct(levels) ? levels : PLAIN,
                node.flag("acknowledge", false),
                ScheduleReader.schedule(node),
                node.millis("remind", 0, Duration.ofSeconds(1), LevelReader.LONGEST),
                changes,
                within);
    }

    private static boolean distinct(List<Level> levels) {
        return !levels.isEmpty()
                && levels.stream().map(Level::severity).distinct().count() == levels.size();
    }

    private static Selector devices(RuleNode node) {
        try {
            return Selector.parse(node.text("devices", EVERY_DEVICE));
        } catch (SelectorException e) {
            node.refuse("devices", "a selector: " + e.getMessage());
            return null;
        }
    }

    private static JsonNode parse(String text) throws RuleException {
        if (text.length() > MOST_CHARACTERS) {
            throw new RuleException(
                    List.of("the rule has more than " + MOST_CHARACTERS + " characters"));
        }
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RuleException(List.of("the rule is no YAML: " + e.getOriginalMessage()));
        }
    }
}
