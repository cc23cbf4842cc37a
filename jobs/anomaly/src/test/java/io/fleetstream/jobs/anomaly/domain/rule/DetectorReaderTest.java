package io.fleetstream.jobs.anomaly.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.anomaly.domain.detector.JointDetector;
import io.fleetstream.jobs.anomaly.domain.detector.RateDetector;
import io.fleetstream.jobs.anomaly.domain.novelty.NoveltyDetector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorReaderTest {
    private static final RuleReader READER = new RuleReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: novelty}",
                "{kind: novelty, limit: 1.2, quiet: 30}",
                "{kind: ewma, memory: 50, limit: 3.5, cool-down: PT10M}",
                "{kind: robust-z, memory: 300, limit: 6}",
                "{kind: cusum, memory: 500, slack: 0.5, limit: 10}",
                "{kind: rate, per-second: 0.5}",
                "{kind: stuck, longest: PT2H, least-change: 0.1}",
                "{kind: seasonal, period: P1D, parts: 96, memory: 14, limit: 5}",
                "{kind: window, window: PT5M, limit: 3, samples: 12}",
                "{kind: wear, baseline: 50, least-growth: 0.1, persistence: 6}",
                "{kind: rcf, trees: 30, samples: 128, shingle: 8, limit: 5, cool-down: PT1H}"
            })
    void readsEveryKind(String detector) throws RuleException {
        AlarmRule rule = read(detector);
        assertThat(rule.detector().metrics()).containsExactly("t");
        assertThat(rule.metrics()).contains("t");
        assertThat(rule.detector().detector().begin().length)
                .isLessThanOrEqualTo(rule.detector().detector().mostBytes());
    }

    @Test
    void readsADetectorOfSeveralMetrics() throws RuleException {
        AlarmRule rule =
                READER.read(
                        "{rule: r, detector: {kind: joint, metrics: [a, b, c]},"
                                + " levels: [{severity: minor}]}");
        assertThat(rule.detector().detector()).isInstanceOf(JointDetector.class);
        assertThat(rule.detector().metrics()).containsExactly("a", "b", "c");
        assertThat(rule.metric()).isEqualTo("a");
    }

    @Test
    void prefersTheMetricOfTheDetector() throws RuleException {
        AlarmRule rule =
                READER.read(
                        "{rule: r, metric: t, detector: {kind: rate, per-second: 1, metric: u},"
                                + " levels: [{}]}");
        assertThat(rule.detector().metrics()).containsExactly("u");
        assertThat(rule.detector().detector()).isInstanceOf(RateDetector.class);
        assertThat(rule.metric()).isEqualTo("t");
    }

    @Test
    void knowsOtherSettingsFromTheSame() throws RuleException {
        assertThat(settings("{kind: novelty}")).isEqualTo(settings("{kind: novelty}"));
        assertThat(settings("{kind: novelty}")).isNotEqualTo(settings("{kind: ewma}"));
        assertThat(settings("{kind: ewma, limit: 3}"))
                .isNotEqualTo(settings("{kind: ewma, limit: 4}"));
        assertThat(read("{kind: novelty}").detector().detector())
                .isInstanceOf(NoveltyDetector.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: magic} | detector.kind is 'magic'",
                "{limit: 3} | detector.kind is missing",
                "{kind: ewma, alpha: 1} | detector.alpha is unknown",
                "{kind: ewma, limit: -1} | detector.limit is '-1'",
                "{kind: rate} | detector.per-second is missing",
                "{kind: stuck, longest: forever} | detector.longest is 'forever'",
                "{kind: seasonal, parts: 1} | detector.parts is '1'",
                "{kind: joint, metrics: [a]} | detector.metrics is",
                "{kind: joint, metrics: [a, a]} | detector.metrics is",
                "{kind: novelty, quiet: -1} | detector.quiet is '-1'",
                "{kind: rcf, trees: 1000} | detector.trees is '1000'",
                "{kind: novelty, cool-down: PT1H} | detector.cool-down is unknown"
            })
    void saysWhatIsWrong(String detector, String problem) {
        assertThat(refused("{rule: r, metric: t, detector: " + detector + ", levels: [{}]}"))
                .anySatisfy(line -> assertThat(line).startsWith(problem));
    }

    @Test
    void needsAMetricAndIsNotForPresence() {
        assertThat(refused("{rule: r, detector: {kind: novelty}, levels: [{}]}"))
                .containsExactly(
                        "detector.metric is missing, expected a metric here, or in the rule");
        assertThat(refused("{rule: r, metric: t, detector: {kind: novelty}, presence: {}}"))
                .hasSize(1);
        assertThat(refused("{rule: r, metric: t, levels: [{}]}")).hasSize(2);
    }

    private static AlarmRule read(String detector) throws RuleException {
        return READER.read("{rule: r, metric: t, detector: " + detector + ", levels: [{}]}");
    }

    private static int settings(String detector) throws RuleException {
        return read(detector).detector().settings();
    }

    private static List<String> refused(String text) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> READER.read(text));
        assertThat(refused).isNotNull();
        return refused.problems();
    }
}
