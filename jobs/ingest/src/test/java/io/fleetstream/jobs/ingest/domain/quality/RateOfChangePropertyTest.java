package io.fleetstream.jobs.ingest.domain.quality;

import static io.fleetstream.jobs.ingest.domain.quality.TestModels.model;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.rate;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.Quality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateOfChangePropertyTest {
    private static final long SEED = 99L;
    private static final int ROUNDS = 2_000;
    private static final ModelRow MODEL = model(rate("t", null, 2));

    private record Sample(long second, double value) {}

    private final QualityRules rules = new QualityRules(new UnitConversions());
    private final Random random = new Random(SEED);
    private LastValues memory;

    @Test
    void believesACalmSignalInEveryOrder() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample> samples = calm(30);
            Sample newest = samples.get(samples.size() - 1);
            Collections.shuffle(samples, random);
            memory = null;
            for (Sample sample : samples) {
                assertThat(judge(sample))
                        .as("seed %d, round %d", SEED, round)
                        .isEqualTo(Quality.GOOD);
            }
            assertThat(memory.times()).containsExactly(newest.second() * 1_000_000);
            assertThat(memory.values()).containsExactly(newest.value());
        }
    }

    @Test
    void marksALoneSpikeInEveryOrderInWhichItIsNotFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample> samples = calm(30);
            Sample spike = new Sample(samples.get(random.nextInt(30)).second(), 50_000);
            Sample first = samples.remove(random.nextInt(samples.size()));
            samples.add(spike);
            Collections.shuffle(samples, random);
            samples.add(0, first);
            memory = null;
            for (Sample sample : samples) {
                assertThat(judge(sample))
                        .as("seed %d, round %d, %s", SEED, round, sample)
                        .isEqualTo(sample.equals(spike) ? Quality.BAD : Quality.GOOD);
            }
        }
    }

    @Test
    void recoversFromEveryBeginning() {
        for (int round = 0; round < ROUNDS; round++) {
            memory = null;
            for (int i = 0; i < 20; i++) {
                judge(new Sample(random.nextInt(100), random.nextDouble() * 1_000_000));
            }
            int marked = 0;
            for (int i = 0; i < 20; i++) {
                marked += judge(new Sample(101 + i, 7 + i)) == Quality.GOOD ? 0 : 1;
            }
            assertThat(marked).as("seed %d, round %d", SEED, round).isLessThanOrEqualTo(1);
        }
    }

    /** Ascending times, never faster than the model allows. */
    private List<Sample> calm(int size) {
        List<Sample> samples = new ArrayList<>();
        long second = random.nextInt(100);
        double value = random.nextGaussian() * 100;
        for (int i = 0; i < size; i++) {
            samples.add(new Sample(second, value));
            int step = 1 + random.nextInt(60);
            second += step;
            value += (random.nextDouble() * 2 - 1) * 1.999 * step;
        }
        return samples;
    }

    private Quality judge(Sample sample) {
        Judgement judgement =
                rules.judge(
                        reading(new ParsedMetric("t", sample.value(), null)),
                        MODEL,
                        sample.second() * 1_000_000,
                        memory);
        memory = judgement.lastValues();
        return judgement.metrics().get(0).getQuality();
    }
}
