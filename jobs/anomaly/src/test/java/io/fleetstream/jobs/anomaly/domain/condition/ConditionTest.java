package io.fleetstream.jobs.anomaly.domain.condition;

import static io.fleetstream.jobs.anomaly.domain.condition.Truth.FALSE;
import static io.fleetstream.jobs.anomaly.domain.condition.Truth.TRUE;
import static io.fleetstream.jobs.anomaly.domain.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "ABOVE, false, false, true", "BELOW, true, false, false",
        "AT_LEAST, false, true, true", "AT_MOST, true, true, false",
        "EQUAL, false, true, false", "NOT_EQUAL, true, false, true"
    })
    void comparesWithANumber(Comparison comparison, boolean less, boolean same, boolean more) {
        assertThat(comparison.holds(9, 10)).isEqualTo(less);
        assertThat(comparison.holds(10, 10)).isEqualTo(same);
        assertThat(comparison.holds(11, 10)).isEqualTo(more);
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void endsWhereItDoesNotHold(Comparison comparison) {
        Threshold raise = new Threshold("t", comparison, Operand.number(10));
        for (double value : new double[] {9, 10, 11}) {
            Subject subject = TestSubject.unknown().metric("t", value);
            assertThat(raise.end(0).test(subject)).isEqualTo(raise.test(subject).not());
        }
    }

    @Test
    void endsOnlyBeyondTheHysteresis() {
        Threshold above = new Threshold("t", Comparison.ABOVE, Operand.number(10));
        assertThat(above.end(1).test(TestSubject.unknown().metric("t", 9))).isEqualTo(FALSE);
        assertThat(above.end(1).test(TestSubject.unknown().metric("t", 8.9))).isEqualTo(TRUE);
        Threshold below = new Threshold("t", Comparison.AT_MOST, Operand.number(10));
        assertThat(below.end(1).test(TestSubject.unknown().metric("t", 11))).isEqualTo(FALSE);
        assertThat(below.end(1).test(TestSubject.unknown().metric("t", 11.1))).isEqualTo(TRUE);
    }

    @Test
    void isUnknownWithoutAValue() {
        Threshold raise = new Threshold("t", Comparison.ABOVE, Operand.number(10));
        assertThat(raise.test(TestSubject.unknown())).isEqualTo(UNKNOWN);
        assertThat(raise.end(0).test(TestSubject.unknown())).isEqualTo(UNKNOWN);
        assertThat(new Not(raise).test(TestSubject.unknown())).isEqualTo(UNKNOWN);
    }

    @Test
    void takesThresholdsFromAttributes() {
        TestSubject subject =
                TestSubject.unknown()
                        .is("tags", Map.of("limit", " 60 ", "colour", "red"))
                        .shadow("desired", Map.of("alarm", Map.of("max", 70)));
        assertThat(Operand.attribute("tags.limit", 1).of(subject)).isEqualTo(60);
        assertThat(Operand.attribute("shadow.desired.alarm.max", 1).of(subject)).isEqualTo(70);
        assertThat(Operand.attribute("tags.colour", 1).of(subject)).isEqualTo(1);
        assertThat(Operand.attribute("tags.limit.more", 1).of(subject)).isEqualTo(1);
        assertThat(Operand.attribute("shadow.reported.max", Double.NaN).of(subject)).isNaN();
        assertThat(Operand.attribute("tags.limit", 1).plus(-5).of(subject)).isEqualTo(55);
    }

    @Test
    void takesThresholdsFromTheCohort() {
        Operand operand = Operand.cohort("t", 3);
        assertThat(operand.of(TestSubject.unknown().among(new Cohort(20, 2, 100)))).isEqualTo(26);
        assertThat(operand.of(TestSubject.unknown().among(new Cohort(20, 2, 4)))).isNaN();
        assertThat(operand.of(TestSubject.unknown())).isNaN();
    }

    @Test
    void decidesByWhatIsKnown() {
        Condition yes = new Threshold("t", Comparison.ABOVE, Operand.number(1));
        Condition no = new Threshold("t", Comparison.BELOW, Operand.number(1));
        Condition unknown = new Threshold("u", Comparison.BELOW, Operand.number(1));
        Subject subject = TestSubject.unknown().metric("t", 2);
        assertThat(new AllOf(List.of(unknown, no)).test(subject)).isEqualTo(FALSE);
        assertThat(new AllOf(List.of(yes, unknown)).test(subject)).isEqualTo(UNKNOWN);
        assertThat(new AllOf(List.of(yes, yes)).test(subject)).isEqualTo(TRUE);
        assertThat(new AnyOf(List.of(unknown, yes)).test(subject)).isEqualTo(TRUE);
        assertThat(new AnyOf(List.of(no, unknown)).test(subject)).isEqualTo(UNKNOWN);
        assertThat(new AnyOf(List.of(no, no)).test(subject)).isEqualTo(FALSE);
        assertThat(new AnyOf(List.of(no, unknown)).metrics()).containsExactly("t", "u");
    }
}
