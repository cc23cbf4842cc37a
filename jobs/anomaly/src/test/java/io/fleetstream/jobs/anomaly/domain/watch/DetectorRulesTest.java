package io.fleetstream.jobs.anomaly.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules with detectors; the card is stored and read before every value. */
class DetectorRulesTest {
    private static final long SEED = 20261121;
    private static final String RATE =
            "{rule: fast, metric: t, detector: {kind: rate, per-second: 1},"
                    + " levels: [{severity: minor}]}";
    private static final String TWO =
            "{rule: fast, metric: t, detector: {kind: rate, per-second: 1}, levels:"
                    + " [{severity: minor}, {severity: critical, metric: anomaly, above: 5}]}";
    private static final String EXPRESSION =
            "{rule: fast, metric: t, detector: {kind: rate, per-second: 1}, levels:"
                    + " [{when: metrics.anomaly > 2.0 && value > 10.0}]}";
    private static final String NOVELTY =
            "{rule: odd, metric: t, detector: {kind: novelty}, levels: [{severity: major}]}";
    private static final String JOINT =
            "{rule: odd, detector: {kind: joint, metrics: [load, heat]}, levels: [{}]}";

    @Test
    void anAlertRaisesAndUsualThingsClear() {
        Desk desk = new Desk(1, RATE).see(0, "t", 0).see(10, "t", 5).see(20, "t", 50);
        assertThat(desk.see(30, "t", 52).until(100).told())
                .containsExactly("fast RAISED@20.0", "fast CLEARED@30.0");
    }

    @Test
    void severityIsAMetricOfTheRule() {
        Desk desk = new Desk(1, TWO).see(0, "t", 0).see(10, "t", 15).see(20, "t", 100);
        assertThat(desk.until(100).told())
                .containsExactly("fast RAISED@10.0", "fast SEVERITY_UP@20.0");
    }

    @Test
    void expressionsKnowTheSeverity() {
        Desk desk = new Desk(1, EXPRESSION).see(0, "t", -100).see(1, "t", 0).see(2, "t", 20);
        assertThat(desk.until(100).told()).containsExactly("fast RAISED@2.0");
    }

    @Test
    void otherSettingsLearnAnewAndWhatIsGoneIsForgotten() {
        Desk desk = new Desk(1, RATE).see(0, "t", 0).see(5, "t", 1).until(10);
        assertThat(desk.card().detectors).hasSize(1);
        desk.rule(2, RATE.replace("per-second: 1", "per-second: 2")).see(20, "t", 1000).until(30);
        assertThat(desk.told()).isEmpty();
        desk.rule(3, RATE.replace("minor", "major").replace("per-second: 1", "per-second: 2"));
        assertThat(desk.see(30, "t", 2000).until(40).told()).containsExactly("fast RAISED@30.0");
        desk.withoutRule("fast").rule(1, "{rule: x, metric: t, levels: [{above: 1e9}]}");
        assertThat(desk.see(50, "t", 0).until(60).card().detectors).isEmpty();
    }

    @Test
    void aNewVersionKeepsWhatStands() {
        Desk desk = new Desk(1, RATE).see(0, "t", 0).see(10, "t", 50).until(15);
        desk.rule(2, RATE.replace("{rule: fast,", "{rule: fast, description: again,"));
        assertThat(desk.see(20, "t", 100).until(25).told()).containsExactly("fast RAISED@10.0");
        assertThat(desk.see(30, "t", 101).until(40).told())
                .containsExactly("fast RAISED@10.0", "fast CLEARED@30.0");
    }

    @Test
    void severalMetricsAreJudgedTogetherWhicheverComes() {
        Random random = new Random(SEED);
        Desk desk = new Desk(0.1, JOINT);
        int second = 0;
        for (int i = 0; i < 400; i++) {
            double load = 50 + 10 * random.nextGaussian();
            desk.see(second++, "load", load);
            desk.see(second++, "heat", load + random.nextGaussian());
        }
        assertThat(desk.card().detectors).hasSize(1);
        assertThat(desk.card().waiting.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void noveltyTellsOnceOfAStrangeHour() {
        Random random = new Random(SEED);
        Desk desk = new Desk(1, NOVELTY);
        int odd = 1_500;
        for (int i = 0; i < odd + 60; i++) {
            double value = Math.sin(i / 20.0) + 0.05 * random.nextGaussian();
            desk.see(60.0 * i, "t", i >= odd && i < odd + 20 ? value + 8 : value);
        }
        desk.until(60.0 * (odd + 61));
        assertThat(desk.told()).anySatisfy(line -> assertThat(line).startsWith("odd RAISED@"));
        assertThat(desk.told().stream().filter(line -> line.contains("RAISED"))).hasSize(1);
        double raised = Double.parseDouble(desk.told().get(0).split("@", -1)[1]);
        assertThat(raised).isBetween(60.0 * odd, 60.0 * (odd + 20));
    }
}
