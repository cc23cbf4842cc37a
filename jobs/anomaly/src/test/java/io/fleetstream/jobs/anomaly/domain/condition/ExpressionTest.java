package io.fleetstream.jobs.anomaly.domain.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    private static final Subject SUBJECT =
            TestSubject.unknown()
                    .metric("temperature", 25)
                    .metric("humidity", 40)
                    .metric("air-pressure", 1013)
                    .is("model", "m-100")
                    .is("tags", Map.of("zone", "cold"))
                    .shadow("desired", Map.of("max", 30L))
                    .among(new Cohort(20, 2, 50));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "value > 20.0 ; TRUE",
                "value > 20 ; TRUE",
                "value > 30 ; FALSE",
                "value - metrics.humidity / 2.0 == 5.0 ; TRUE",
                "metrics[\"air-pressure\"] > 1000.0 ; TRUE",
                "value > 20.0 && metrics.humidity < 30.0 ; FALSE",
                "value > 30.0 || device.model == \"m-100\" ; TRUE",
                "value > 20.0 && device.tags.zone == \"cold\" ; TRUE",
                "value > shadow.desired.max ; FALSE",
                "value > cohort.median + 2.0 * cohort.deviation ; TRUE",
                "has(metrics.noise) && metrics.noise > 1.0 ; FALSE",
                "value > 20.0 && device.model.matches(\"^m-[0-9]+$\") ; TRUE",
                "metrics.noise > 1.0 ; UNKNOWN",
                "value > 20.0 && device.firmware == \"1\" ; UNKNOWN",
                "value > 1.0 / 0.0 ; FALSE",
                "value > double(1 / 0) ; UNKNOWN",
                "value > 20.0 && shadow.desired.max ; UNKNOWN",
            })
    void isEvaluated(String text, Truth expected) throws ExpressionException {
        assertThat(COMPILER.compile(text, "temperature").test(SUBJECT)).isEqualTo(expected);
    }

    @Test
    void namesItsMetrics() throws ExpressionException {
        String text = "value > 1.0 && metrics.humidity > 1.0 || metrics[\"air-pressure\"] > 1.0";
        assertThat(COMPILER.compile(text, "temperature").metrics())
                .containsExactly("air-pressure", "humidity", "temperature");
        assertThat(COMPILER.compile("metrics.humidity > 1.0", null).metrics())
                .containsExactly("humidity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value >",
                "value",
                "value > \"hot\"",
                "nonsense > 1.0",
                "metrics.exists(m, metrics[m] > 1.0)",
                "[1, 2].all(x, x > 0) && value > 1.0",
                "metrics[device.model] > 1.0",
                "size(metrics) > 1 && value > 1.0",
                "device.model == \"m-100\"",
                ""
            })
    void refusesWhatIsNoConditionOfMetrics(String text) {
        assertThatThrownBy(() -> COMPILER.compile(text, "temperature"))
                .isInstanceOf(ExpressionException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void refusesTheValueOfARuleWithoutAMetric() {
        assertThatThrownBy(() -> COMPILER.compile("value > 1.0", null))
                .hasMessageContaining("no metric");
    }

    @Test
    void boundsItsLengthAndDepth() {
        String longest = "value > 1.0" + " || value > 1.0".repeat(200);
        String deepest = "(".repeat(100) + "value > 1.0" + ")".repeat(100);
        assertThatThrownBy(() -> COMPILER.compile(longest, "t")).hasMessageContaining("characters");
        assertThatThrownBy(() -> COMPILER.compile(deepest, "t"))
                .isInstanceOf(ExpressionException.class);
    }
}
