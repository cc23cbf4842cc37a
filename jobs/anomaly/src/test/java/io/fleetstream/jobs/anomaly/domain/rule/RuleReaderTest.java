package io.fleetstream.jobs.anomaly.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.alarm.Schedule;
import io.fleetstream.jobs.anomaly.domain.condition.TestSubject;
import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import io.fleetstream.jobs.anomaly.domain.presence.GroupSpec;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
    private static final RuleReader READER = new RuleReader();

    private static final String FULL =
            """
            rule: too-hot
            description: The motor is too hot.
            mode: shadow
            devices: model=m-100
            metric: temperature
            notify-device: true
            levels:
              - severity: critical
                when: value > 90.0 && metrics.humidity < 20.0
                count: 3 of 5
                clear: {below: 80, hold: PT5M}
              - severity: warning
                above: {attribute: tags.limit, otherwise: 60}
                hold: PT1M
                hysteresis: 2
            acknowledge: true
            schedule:
              zone: Europe/Vienna
              windows:
                - {days: mon-fri, from: "08:00", to: "18:00"}
                - {days: "sat, sun", to: "24:00"}
            remind: PT1H
            flapping: {changes: 4, within: PT10M}
            """;

    @Test
    void readsEverythingARuleCanSay() throws RuleException {
        AlarmRule rule = READER.read(FULL);
        assertThat(rule.id()).isEqualTo("too-hot");
        assertThat(rule.description()).isEqualTo("The motor is too hot.");
        assertThat(rule.mode()).isEqualTo(RuleMode.SHADOW);
        assertThat(rule.metric()).isEqualTo("temperature");
        assertThat(rule.metrics()).containsExactly("humidity", "temperature");
        assertThat(rule.notifyDevice()).isTrue();
        assertThat(rule.zone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(rule.spec().levels())
                .containsExactly(
                        new Level(Severity.WARNING.rank(), 60_000, 1, 1, 0),
                        new Level(Severity.CRITICAL.rank(), 0, 3, 5, 300_000));
        assertThat(rule.spec().ackRequired()).isTrue();
        assertThat(rule.spec().reminder()).isEqualTo(3_600_000);
        assertThat(rule.spec().flaps()).isEqualTo(4);
        assertThat(rule.spec().flapWindow()).isEqualTo(600_000);
        Schedule schedule = rule.spec().schedule();
        assertThat(schedule.windows()).hasSize(2);
        assertThat(schedule.windows().get(0).days()).hasSize(5).contains(DayOfWeek.FRIDAY);
        assertThat(schedule.windows().get(0).from()).isEqualTo(LocalTime.of(8, 0));
        assertThat(schedule.windows().get(1).days())
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @Test
    void readsWhatIsLeftOutAsPlain() throws RuleException {
        AlarmRule rule = READER.read("{rule: r, metric: t, levels: [{above: 10}]}");
        assertThat(rule.mode()).isEqualTo(RuleMode.LIVE);
        assertThat(rule.zone()).isNull();
        assertThat(rule.notifyDevice()).isFalse();
        assertThat(rule.spec().levels()).containsExactly(Level.atOnce(Severity.MAJOR.rank()));
        assertThat(rule.spec().schedule().isAlways()).isTrue();
        assertThat(rule.raised(TestSubject.unknown().metric("t", 11))).isEqualTo(1);
        assertThat(rule.cleared(TestSubject.unknown().metric("t", 10))).isEqualTo(1);
        assertThat(rule.cleared(TestSubject.unknown())).isZero();
    }

    @Test
    void raisesAndClearsBySeverity() throws RuleException {
        AlarmRule rule = READER.read(FULL);
        TestSubject subject =
                TestSubject.unknown()
                        .metric("temperature", 95)
                        .metric("humidity", 10)
                        .is("tags", Map.of("limit", "70"));
        assertThat(rule.raised(subject)).isEqualTo(0b11);
        assertThat(rule.cleared(subject)).isZero();
        assertThat(rule.raised(subject.metric("humidity", 30))).isEqualTo(0b01);
        assertThat(rule.cleared(subject.metric("temperature", 69))).isEqualTo(0b10);
        assertThat(rule.cleared(subject.metric("temperature", 67.9))).isEqualTo(0b11);
    }

    @Test
    void readsTreesOfConditions() throws RuleException {
        AlarmRule rule =
                READER.read(
                        """
                        rule: r
                        levels:
                          - any:
                              - {metric: a, above: 1, below: 2}
                              - all: [{metric: b, equal: 1}, {metric: c, at-least: 3}]
                        """);
        TestSubject subject = TestSubject.unknown().metric("a", 1.5);
        assertThat(rule.metrics()).containsExactly("a", "b", "c");
        assertThat(rule.raised(subject)).isEqualTo(1);
        assertThat(rule.raised(subject.metric("a", 3))).isZero();
        assertThat(rule.cleared(subject)).isZero();
        assertThat(rule.raised(subject.metric("b", 1).metric("c", 3))).isEqualTo(1);
        assertThat(rule.cleared(subject.metric("c", 2))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metric: t, levels: [{above: 1}]} | rule is missing, expected a name",
                "{rule: 'a b', metric: t, levels: [{above: 1}]} | rule is 'a b', expected [A-Za",
                "{rule: r, levels: [{above: 1}]} | levels[0].above is '1', expected a metric",
                "{rule: r, metric: t} | levels is missing, expected 1 to 5",
                "{rule: r, metric: t, levels: [{}]} | levels[0] is '{}', expected a condition",
                "{rule: r, metric: t, levels: [{above: x}]} | levels[0].above is 'x', expected a"
                        + " nu",
                "{rule: r, metric: t, levels: [{above: 1, hold: 5s}]} | levels[0].hold is '5s', ex",
                "{rule: r, metric: t, levels: [{above: 1, hold: P900D}]} | from PT0S to PT8784H",
                "{rule: r, metric: t, levels: [{above: 1, count: 6 of 5}]} | count is '6 of 5',"
                        + " exp",
                "{rule: r, metric: t, levels: [{above: 1, count: 65}]} | M up to 64",
                "{rule: r, metric: t, levels: [{above: 1, severity: bad}]} | is 'bad', expected one"
                        + " of",
                "{rule: r, metric: t, levels: [{above: 1}, {above: 2}]} | 1 to 5 different"
                        + " severities",
                "{rule: r, metric: t, levels: [{above: 1, hold-for: PT1S}]} | levels[0].hold-for is"
                        + " un",
                "{rule: r, metric: t, levels: [{above: 1, hysteresis: -1}]} | hysteresis is '-1',"
                        + " exp",
                "{rule: r, metric: t, levels: [{equal: 1, hysteresis: 1}]} | otherwise use clear",
                "{rule: r, metric: t, levels: [{when: 'value >'}]} | levels[0].when is 'value >',"
                        + " exp",
                "{rule: r, metric: t, levels: [{above: {tag: x}}]} | levels[0].above is '{\"tag\"",
                "{rule: r, metric: t, mode: on, levels: [{above: 1}]} | expected one of live,"
                        + " shadow",
                "{rule: r, metric: t, devices: 'x=', levels: [{above: 1}]} | devices is 'x=',"
                        + " expected",
                "{rule: r, metric: t, remind: PT0S, levels: [{above: 1}]} | remind is 'PT0S',"
                        + " expected",
                "{rule: r, metric: t, flapping: {changes: 0}, levels: [{above: 1}]} |"
                        + " flapping.changes",
                "{rule: r, metric: t, schedule: {}, levels: [{above: 1}]} | schedule.windows is"
                        + " missing",
                "{rule: r, metric: t, acknowledge: 1, levels: [{above: 1}]} | expected true or"
                        + " false",
                "{rule: r, metric: t, levels: {above: 1}} | levels is '{\"above\":1}', expected a"
                        + " list",
                "{rule: r, rule: q, metric: t, levels: [{above: 1}]} | the rule is no YAML:"
                        + " Duplicate",
                "[1, 2] | the rule is '[1,2]', expected keys and values",
                "'' | the rule is",
            })
    void tellsKeyValueAndWhatIsExpected(String text, String problem) {
        assertThat(refused(text)).anySatisfy(line -> assertThat(line).contains(problem));
    }

    @Test
    void readsRulesAboutPresence() throws RuleException {
        AlarmRule rule = READER.read("{rule: r, presence: {severity: minor, interval: PT1M}}");
        assertThat(rule.isPresence()).isTrue();
        assertThat(rule.presence().interval()).isEqualTo(60_000);
        assertThat(rule.presence().offlineAfter()).isEqualTo(300_000);
        assertThat(rule.spec().levels()).containsExactly(Level.atOnce(Severity.MINOR.rank()));
        AlarmRule ofMetric = READER.read("{rule: r, metric: t, presence: {times: 5}}");
        assertThat(ofMetric.presence().offlineAfter()).isNegative();
        assertThat(ofMetric.metrics()).containsExactly("t");
        String grouped = "{rule: r, presence: {group: {by: tag.gateway, devices: 5, grace: PT1M}}}";
        assertThat(READER.read(grouped).group())
                .isEqualTo(new DeviceGroup("tag.gateway", "", new GroupSpec(60_000, 5, 60_000)));
        assertThat(rule.group()).isNull();
        assertThat(refused("{rule: r, presence: {group: {by: colour, devices: 1}}}")).hasSize(2);
        assertThat(refused("{rule: r, metric: t, presence: {offline-after: PT1S}}")).hasSize(1);
        assertThat(refused("{rule: r, presence: {}, levels: [{above: 1}]}")).hasSize(1);
    }

    @Test
    void readsWhoseAlarmsAParentStandsFor() throws RuleException {
        String text =
                "{rule: r, metric: t, levels: [{above: 1}], group: {by: tag.gateway, parent: p}}";
        assertThat(READER.read(text).group())
                .isEqualTo(new DeviceGroup("tag.gateway", "p", new GroupSpec(30_000, 10, 60_000)));
        assertThat(refused(text.replace("tag.gateway", "site")))
                .singleElement()
                .asString()
                .contains("group.parent");
        assertThat(refused("{rule: r, presence: {}, group: {by: site}}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"zone, Mars/Olympus", "days, someday", "from, 8h"})
    void tellsWhatIsWrongWithASchedule(String key, String value) {
        String text =
                """
                rule: r
                metric: t
                levels: [{above: 1}]
                schedule: {zone: ZONE, windows: [{days: DAYS, from: "FROM"}]}
                """;
        String filled =
                text.replace("ZONE", key.equals("zone") ? value : "device")
                        .replace("DAYS", key.equals("days") ? value : "fri-mon")
                        .replace("FROM", key.equals("from") ? value : "08:00");
        assertThat(refused(filled))
                .singleElement()
                .asString()
                .contains(key + " is '" + value + "'");
    }

    @Test
    void tellsEverythingAtOnce() {
        String text = "{rule: r, metric: t, mode: on, remind: x, levels: [{above: x, hold: y}]}";
        assertThat(refused(text)).hasSize(4);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(refused("#".repeat(RuleReader.MOST_CHARACTERS + 1)))
                .singleElement()
                .asString()
                .contains("characters");
    }

    private static List<String> refused(String text) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> READER.read(text));
        assertThat(refused).isNotNull();
        return refused.problems();
    }
}
