package io.fleetstream.jobs.prediction.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertStateTest {
    @Test
    void isRaisedAndClearedByAsManyInARow() {
        AlertState state = AlertState.QUIET.next(1, true, 2);
        assertThat(state.isRaised()).isFalse();
        state = state.next(2, false, 2).next(3, true, 2).next(4, true, 2);
        assertThat(state).isEqualTo(new AlertState(4, 1, 0));
        state = state.next(5, true, 2);
        assertThat(state.isRaised()).isTrue();
        assertThat(state.next(6, true, 2)).isEqualTo(AlertState.QUIET);
    }

    @Test
    void namesAnAlarmByWhatItCameFrom() {
        assertThat(AlarmIds.of("r", "d", 1))
                .isEqualTo(AlarmIds.of("r", "d", 1))
                .isNotEqualTo(AlarmIds.of("r", "d", 2))
                .isNotEqualTo(AlarmIds.of("rd", "", 1))
                .hasSize(32);
    }
}
