package io.fleetstream.benchmarks.anomaly;

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
import io.fleetstream.jobs.anomaly.domain.novelty.NoveltyDetector;
import java.time.Duration;
import java.util.List;

/**
 * A detector whose cost is measured.
 *
 * @param name of the variant
 * @param detector itself; for one thread
 * @param metrics values it takes at a time
 */
record Entrant(String name, Detector detector, int metrics) {
    /** The one that is not meant to be cheap. */
    static final String NOVELTY = "novelty";

    /** One that takes so long that it is only measured where somebody asks for it. */
    static final String FOREST = "rcf";

    /** All of them, anew. */
    static List<Entrant> all() {
        return List.of(
                new Entrant("ewma", new EwmaDetector(100, 4, 0), 1),
                new Entrant("robust", new RobustDetector(200, 5, 0), 1),
                new Entrant("cusum", new CusumDetector(500, 0.5, 12, 0), 1),
                new Entrant("rate", new RateDetector(1, 0), 1),
                new Entrant("stuck", new StuckDetector(0, Duration.ofHours(1).toMillis(), 0), 1),
                new Entrant(
                        "seasonal",
                        new SeasonalDetector(Duration.ofDays(1).toMillis(), 48, 14, 5, 0),
                        1),
                new Entrant(
                        "window",
                        new WindowDetector(Duration.ofMinutes(5).toMillis(), 3, 12, 0),
                        1),
                new Entrant("joint", new JointDetector(3, 500, 4, 0), 3),
                new Entrant(NOVELTY, new NoveltyDetector(), 1),
                new Entrant(FOREST, new ForestDetector(20, 64, 4, 4, 0), 1));
    }

    /** The one of a name. */
    static Entrant named(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    boolean isCheap() {
        return !name.equals(NOVELTY) && !isForest();
    }

    boolean isForest() {
        return name.equals(FOREST);
    }
}
