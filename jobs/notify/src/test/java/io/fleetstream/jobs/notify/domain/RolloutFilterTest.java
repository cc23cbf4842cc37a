package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"ASK", "PAUSE", "ABORT", "ROLLBACK", "FINISH"})
    void takesWhatStopsARolloutByDefault(String step) {
        assertThat(RolloutFilter.STOPS.compile().test(TestRollouts.step("fw-2", 7, step).build()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFINE", "START", "COUNT", "OPEN", "RELEASE", "RESUME", "LATER"})
    void takesNothingElseByDefault(String step) {
        assertThat(RolloutFilter.STOPS.compile().test(TestRollouts.step("fw-2", 7, step).build()))
                .isFalse();
    }

    @Test
    void takesNoNumbersOfDevicesWithoutAStep() {
        RolloutFilter all = new RolloutFilter(List.of(), EnumSet.allOf(RolloutStep.class));
        assertThat(all.compile().test(TestRollouts.numbers("fw-2", 7).build())).isFalse();
    }

    @Test
    void asksForTheRolloutByItsNameOrAPartOfIt() {
        assertThat(takes(List.of("fw-*"), "fw-2")).isTrue();
        assertThat(takes(List.of("fw"), "fw-2")).isFalse();
        assertThat(takes(List.of("a", "fw-2"), "fw-2")).isTrue();
    }

    private static boolean takes(List<String> rollouts, String id) {
        return new RolloutFilter(rollouts, RolloutStep.STOPS)
                .compile()
                .test(TestRollouts.step(id, 7, "PAUSE").build());
    }
}
