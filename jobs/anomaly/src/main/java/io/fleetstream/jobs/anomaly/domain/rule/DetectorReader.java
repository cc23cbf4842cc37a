package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.detector.CusumDetector;
import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import io.fleetstream.jobs.anomaly.domain.detector.EwmaDetector;
import io.fleetstream.jobs.anomaly.domain.detector.JointDetector;
import io.fleetstream.jobs.anomaly.domain.detector.RateDetector;
import io.fleetstream.jobs.anomaly.domain.detector.RobustDetector;
import io.fleetstream.jobs.anomaly.domain.detector.SeasonalDetector;
import io.fleetstream.jobs.anomaly.domain.detector.StuckDetector;
import io.fleetstream.jobs.anomaly.domain.detector.WindowDetector;
import io.fleetstream.jobs.anomaly.domain.forest.ForestDetector;
import io.fleetstream.jobs.anomaly.domain.health.HealthOptions;
import io.fleetstream.jobs.anomaly.domain.health.WearDetector;
import io.fleetstream.jobs.anomaly.domain.novelty.NoveltyDetector;
import java.time.Duration;
import java.util.List;

/** Reads which detector watches a rule's metric, and its settings. */
final class DetectorReader {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final double LEAST = 1e-12;
    private static final double MOST = 1e12;
    private static final int MOST_VALUES = 1_000_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

    /** What there is to choose from. */
    enum Kind {
        NOVELTY,
        EWMA,
        ROBUST_Z,
        CUSUM,
        RATE,
        STUCK,
        SEASONAL,
        WINDOW,
        JOINT,
        WEAR,
        RCF
    }

    private DetectorReader() {}

    /**
     * What an object says; null if it cannot be used, and then it was said why.
     *
     * @param metric the rule's; may be null
     */
    static DetectorSpec read(RuleNode node, String metric) {
        if (!node.has("kind")) {
            node.refuse("kind", "the kind of a detector, as novelty");
        }
        Kind kind = node.choice("kind", Kind.NOVELTY, Kind.class);
        List<String> metrics = metrics(node, kind, metric);
        if (metrics.isEmpty()) {
            return null;
        }
        long coolDown =
                kind == Kind.NOVELTY || kind == Kind.WEAR
                        ? 0
                        : node.millis("cool-down", 0, Duration.ZERO, LONGEST);
        Detector detector = detector(node, kind, metrics.size(), coolDown);
        node.refuseUnknown();
        return new DetectorSpec(metrics, detector, (metrics + " " + node).hashCode());
    }

    private static List<String> metrics(RuleNode node, Kind kind, String metric) {
        if (kind == Kind.JOINT) {
            List<String> metrics = node.texts("metrics");
            boolean distinct = metrics.stream().distinct().count() == metrics.size();
            if (metrics.size() < 2 || metrics.size() > JointDetector.MOST_METRICS || !distinct) {
                node.refuse("metrics", "2 to " + JointDetector.MOST_METRICS + " metrics");
                return List.of();
            }
            return metrics;
        }
        String own = node.text("metric", metric);
        if (own == null) {
            node.refuse("metric", "a metric here, or in the rule");
            return List.of();
        }
        return List.of(own);
    }

    private static Detector detector(RuleNode node, Kind kind, int metrics, long coolDown) {
        return switch (kind) {
            case NOVELTY ->
                    new NoveltyDetector(
                            node.number("limit", 1, 0.01, 100),
                            node.whole("quiet", NoveltyDetector.COOL_DOWN, 0, MOST_VALUES));
            case EWMA -> new EwmaDetector(memory(node, 100), limit(node, 4), coolDown);
            case ROBUST_Z -> new RobustDetector(memory(node, 200), limit(node, 5), coolDown);
            case CUSUM ->
                    new CusumDetector(
                            memory(node, 500),
                            node.number("slack", 0.5, 0, MOST),
                            limit(node, 12),
                            coolDown);
            case RATE -> new RateDetector(perSecond(node), coolDown);
            case STUCK ->
                    new StuckDetector(
                            node.number("least-change", 0, 0, MOST),
                            node.millis("longest", HOUR, SHORTEST, LONGEST),
                            coolDown);
            case SEASONAL ->
                    new SeasonalDetector(
                            node.millis("period", DAY, SHORTEST, LONGEST),
                            node.whole("parts", 48, 2, SeasonalDetector.MOST_PARTS),
                            memory(node, 14),
                            limit(node, 5),
                            coolDown);
            case WINDOW ->
                    new WindowDetector(
                            node.millis("window", FIVE_MINUTES, SHORTEST, LONGEST),
                            limit(node, 3),
                            node.whole("samples", 12, 1, MOST_VALUES),
                            coolDown);
            case WEAR -> new WearDetector(wear(node));
            case RCF ->
                    new ForestDetector(
                            node.whole("trees", 20, 1, ForestDetector.MOST_TREES),
                            node.whole("samples", 64, 16, ForestDetector.MOST_SAMPLES),
                            node.whole("shingle", 4, 1, ForestDetector.MOST_SHINGLE),
                            limit(node, 4),
                            coolDown);
            case JOINT -> new JointDetector(metrics, memory(node, 500), limit(node, 4), coolDown);
        };
    }

    private static HealthOptions wear(RuleNode node) {
        HealthOptions usual = HealthOptions.DEFAULT;
        return new HealthOptions(
                node.whole("baseline", usual.baselineWindows(), 8, 1000),
                usual.smoothing(),
                node.number("least-growth", usual.leastGrowth(), 0.001, 0.5),
                usual.deviations(),
                node.whole("persistence", usual.persistence(), 1, 1000),
                usual.standstill(),
                usual.settling(),
                usual.failure());
    }

    private static int memory(RuleNode node, int otherwise) {
        return node.whole("memory", otherwise, 2, MOST_VALUES);
    }

    private static double limit(RuleNode node, double otherwise) {
        return node.number("limit", otherwise, LEAST, MOST);
    }

    private static double perSecond(RuleNode node) {
        if (!node.has("per-second")) {
            node.refuse("per-second", "the fastest change in a second");
        }
        return node.number("per-second", 1, LEAST, MOST);
    }
}
