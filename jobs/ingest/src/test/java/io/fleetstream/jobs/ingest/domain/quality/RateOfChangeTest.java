package io.fleetstream.jobs.ingest.domain.quality;

import static io.fleetstream.jobs.ingest.domain.quality.TestModels.model;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.range;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.rate;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateOfChangeTest {
    private static final ModelRow MODEL = model(rate("t", "Cel", 2), rate("u", null, 1));

    private final QualityRules rules = new QualityRules(new UnitConversions());
    private LastValues memory;

    /** Values as second:value, with ! behind those that are to be marked; at most 2 a second. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "first value is believed, 0:500",
        "just within the rate, 0:20 10:40 11:38",
        "just beyond it, 0:20 10:40.1!",
        "at least a second's worth, 0:20 0.001:22 0.002:20",
        "a lone spike, 0:20 10:90! 20:21 30:22",
        "spikes that disagree, 0:20 10:90! 12:50! 14:21",
        "spikes that alternate, 0:20 10:90! 20:20 30:90! 40:20",
        "a level shift, 0:20 10:90! 20:91 30:92 40:20!",
        "a shift at one time is not confirmed, 0:20 10:90! 10:90! 20:90",
        "a long silence, 0:20 60:90",
        "a late value changes nothing, 0:20 20:30 10:25 21:31",
        "a late spike is marked, 0:20 20:30 10:90! 21:31",
        "a late spike does not wait in doubt, 0:20 20:30 10:90! 21:89!",
        "a late value near a doubt confirms it, 0:20 30:100! 28:98 31:101",
        "the later of two that agree is the last, 0:20 30:100! 28:98 32:105.5!",
        "an older doubt does not replace a newer one, 0:20 30:100! 10:59! 31:102",
        "a late value calms nothing, 0:20 20:90! 10:22 21:91",
        "another value at the same time, 0:20 0:90! 0:21 1:21",
        "repeated at the same time, 0:20 0:20 1:22",
        "a shift upwards in steps, 0:20 10:90! 11:92 12:94 13:96",
        "never for ever, 0:20 10:90! 11:200! 12:300! 13:302 14:304",
    })
    void marksWhatChangesTooFast(String name, String values) {
        for (String step : values.split(" ", -1)) {
            String[] field = step.replace("!", "").split(":", -1);
            Metric stored =
                    judge("t", Double.parseDouble(field[1]), Double.parseDouble(field[0]), MODEL);
            boolean marked = step.endsWith("!");
            assertThat(stored.getQuality())
                    .as("%s: %s of %s", name, step, values)
                    .isEqualTo(marked ? Quality.BAD : Quality.GOOD);
            assertThat(stored.getQualityReason())
                    .isEqualTo(marked ? QualityReason.RATE_OF_CHANGE : null);
        }
    }

    @Test
    void comparesInTheUnitOfTheModel() {
        judge("t", 20, 0, MODEL);
        ParsedMetric fahrenheit = new ParsedMetric("t", 70, "[degF]");

        Metric stored = rules.judge(reading(fahrenheit), MODEL, 1_000_000, memory).metrics().get(0);

        assertThat(stored.getQuality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void neverComparesWithAValueThatIsMarkedOtherwise() {
        judge("t", 20, 0, MODEL);
        LastValues before = memory;
        assertThat(judge("t", 1e7, 1, MODEL).getQualityReason())
                .isEqualTo(QualityReason.OUT_OF_RANGE);
        rules.judge(reading(new ParsedMetric("t", 9, "quux")), MODEL, 2_000_000, memory);

        assertThat(memory).isSameAs(before);
        assertThat(judge("t", 22, 1, MODEL).getQuality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void keepsMetricsApart() {
        judge("t", 20, 0, MODEL);
        assertThat(judge("u", 900, 0, MODEL).getQuality()).isEqualTo(Quality.GOOD);
        assertThat(judge("u", 902, 1, MODEL).getQuality()).isEqualTo(Quality.BAD);
        assertThat(judge("t", 22, 1, MODEL).getQuality()).isEqualTo(Quality.GOOD);
        assertThat(judge("u", 901, 1, MODEL).getQuality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void sharesNoArraysWithWhatItWasGiven() {
        judge("t", 20, 0, MODEL);
        judge("t", 90, 1, MODEL);
        LastValues before = memory;
        LastValues copy =
                new LastValues(
                        before.layout(),
                        before.times().clone(),
                        before.values().clone(),
                        before.doubtTimes().clone(),
                        before.doubts().clone());
        judge("t", 91, 2, MODEL);

        assertThat(before).usingRecursiveComparison().isEqualTo(copy);
        assertThat(memory.doubtTimes()).as("nothing is in doubt any more").isEmpty();
    }

    @Test
    void forgetsTheSlotsOfAnotherModelButNotForAnOldReading() {
        ModelRow other = model(rate("a", null, 1), rate("t", "Cel", 2));
        judge("t", 20, 10, MODEL);
        LastValues before = memory;

        assertThat(judge("t", 900, 5, other).getQuality()).isEqualTo(Quality.GOOD);
        assertThat(memory).isSameAs(before);
        assertThat(judge("t", 900, 11, other).getQuality()).isEqualTo(Quality.GOOD);
        assertThat(judge("t", 20, 12, other).getQuality()).isEqualTo(Quality.BAD);
    }

    @Test
    void remembersNothingWhereNoRateIsBounded() {
        ModelRow free = model(range("t", "Cel", null, null));
        assertThat(judge("t", 1, 0, free).getQuality()).isEqualTo(Quality.GOOD);
        assertThat(memory).isNull();
        judge("t", 1, 0, MODEL);
        judge("t", 1, 1, free);
        assertThat(memory).isNull();
    }

    private Metric judge(String name, double value, double second, ModelRow model) {
        Judgement judgement =
                rules.judge(
                        reading(new ParsedMetric(name, value, null)),
                        model,
                        Math.round(second * 1e6),
                        memory);
        memory = judgement.lastValues();
        return judgement.metrics().get(0);
    }
}
