package io.fleetstream.jobs.prediction.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpecReaderTest {
    @Test
    void readsWhatADefinitionSays() throws ModelException {
        ModelSpec spec =
                read(
                        """
                        model: wear
                        description: It wears.
                        devices: model=m-1
                        metrics: [vibration, temperature]
                        input: flat
                        window: 30
                        slide: 5
                        gap: PT1M
                        statistics: [mean, crest-factor]
                        output: 1
                        alert-over: 0.9
                        clear-below: 0.4
                        in-a-row: 3
                        severity: critical
                        """);

        assertThat(spec.id()).isEqualTo("wear");
        assertThat(spec.devices()).hasToString("model=m-1");
        assertThat(spec.innerShape()).containsExactly(4L);
        assertThat(spec.statistics()).isEqualTo(List.of(Statistic.MEAN, Statistic.CREST_FACTOR));
        assertThat(spec.slide()).isEqualTo(5);
        assertThat(spec.gapMillis()).isEqualTo(60_000);
        assertThat(spec.output()).isEqualTo(1);
        assertThat(spec.alert()).isEqualTo(new AlertSpec(0.9, 0.4, 3, "CRITICAL"));
    }

    @Test
    void needsNoMoreThanANameAndMetrics() throws ModelException {
        ModelSpec spec = read("{model: wear, metrics: [vibration]}");

        assertThat(spec.shape()).isEqualTo(InputShape.SEQUENCE);
        assertThat(spec.innerShape()).containsExactly(60L, 1L);
        assertThat(spec.alert()).isEqualTo(new AlertSpec(0.8, 0.8, 1, "MAJOR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metrics: [a]} | model is missing",
                "{model: m} | metrics is missing, expected a list of different metrics",
                "{model: m, metrics: [a, a]} | expected a list of different metrics",
                "{model: m, metrics: [a], input: cube} | input is '\"cube\"', expected one of flat,"
                        + " sequence",
                "{model: m, metrics: [a], input: flat} | statistics is missing",
                "{model: m, metrics: [a], window: 0} | window is '0', expected a whole number from"
                        + " 1 to 10000",
                "{model: m, metrics: [a], slide: 61} | slide is '61'",
                "{model: m, metrics: [a], alert-over: 2} | alert-over is '2'",
                "{model: m, metrics: [a], clear-below: 0.9} | clear-below is '0.9'",
                "{model: m, metrics: [a], devices: tag.a=b} | expected device, org",
                "{model: m, metrics: [a], devices: sight=b} | expected a selector",
                "{model: m, metrics: [a], wimdow: 3} | wimdow is unknown here",
                "[1] | has no keys and values",
                "'{model: ' | is no YAML"
            })
    void saysWhatIsWrong(String definition, String message) {
        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() -> read("{model: m, slide: 0, severity: bad}"))
                .hasMessageContaining("slide")
                .hasMessageContaining("severity")
                .hasMessageContaining("metrics");
    }

    private static ModelSpec read(String definition) throws ModelException {
        return new ModelSpecReader(0.8).read(definition);
    }
}
