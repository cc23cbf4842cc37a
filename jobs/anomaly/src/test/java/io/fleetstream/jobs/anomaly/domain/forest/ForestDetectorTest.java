package io.fleetstream.jobs.anomaly.domain.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.amazon.randomcutforest.RandomCutForest;
import io.fleetstream.jobs.anomaly.domain.detector.EwmaDetector;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestDetectorTest {
    private static final long SEED = 6;
    private static final long STEP = 10_000;
    private static final int VALUES = 600;
    private static final int ODD = 500;

    private final ForestDetector detector = new ForestDetector(10, 64, 4, 4, 60_000);

    @Test
    void findsAValueUnlikeThoseBefore() {
        Random random = new Random(SEED);
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            Verdict verdict = detector.take(state, i * STEP, i == ODD ? 60 : usual(random, i));
            state = verdict.state();
            assertThat(state).hasSizeLessThanOrEqualTo(detector.mostBytes());
            assertThat(verdict.severity() < 0).isFalse();
            if (i == ODD) {
                assertThat(verdict.severity()).isGreaterThan(3);
                assertThat(verdict.alert()).isTrue();
            }
            if (i == ODD + 1) {
                assertThat(verdict.alert()).isFalse();
            }
        }
    }

    @Test
    void goesOnWhereverItsStateHasBeenAsTheForestItself() {
        Random random = new Random(SEED);
        RandomCutForest forest =
                RandomCutForest.builder()
                        .dimensions(4)
                        .shingleSize(4)
                        .internalShinglingEnabled(true)
                        .numberOfTrees(10)
                        .sampleSize(64)
                        .randomSeed(SEED)
                        .build();
        ForestCodec codec = new ForestCodec(SEED);
        byte[] stored = codec.write(forest);
        for (int i = 0; i < VALUES; i++) {
            float[] point = {(float) usual(random, i)};
            RandomCutForest read = codec.read(stored);
            assertThat(read.getAnomalyScore(point))
                    .isCloseTo(forest.getAnomalyScore(point), offset(1e-6));
            read.update(point);
            forest.update(point);
            stored = codec.write(read);
        }
    }

    @Test
    void learnsNothingFromWhatIsNoNumber() {
        byte[] state = detector.take(detector.begin(), 0, 20).state();
        byte[] before = state.clone();
        Verdict verdict = detector.take(state, STEP, Double.NaN);
        assertThat(verdict.severity()).isNaN();
        assertThat(verdict.alert()).isFalse();
        assertThat(verdict.state()).isEqualTo(before);
    }

    @Test
    void saysNothingOfAStreamThatNeverChanges() {
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            Verdict verdict = detector.take(state, i * STEP, 7);
            state = verdict.state();
            assertThat(verdict.alert()).as("value %d", i).isFalse();
        }
    }

    @Test
    void takesValuesOfAnySize() {
        double[] odd = {0, -0.0, 1e300, -1e300, Double.MIN_VALUE, 1, 1e9};
        byte[] state = detector.begin();
        for (int i = 0; i < VALUES; i++) {
            Verdict verdict = detector.take(state, i * STEP, odd[i % odd.length]);
            state = verdict.state();
            assertThat(Double.isInfinite(verdict.severity())).isFalse();
        }
    }

    @Test
    void refusesTheStateOfAnother() {
        byte[] other = new EwmaDetector(100, 4, 0).begin();
        assertThatThrownBy(() -> detector.take(other, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> detector.take(new byte[0], 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> detector.take(detector.begin(), 0, 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double usual(Random random, int i) {
        return 20 + 3 * Math.sin(i / 10.0) + 0.1 * random.nextGaussian();
    }
}
