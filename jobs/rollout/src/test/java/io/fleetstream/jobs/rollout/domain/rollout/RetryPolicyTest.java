package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(2, 1, 2, 1_000, 3, 5_000);

    @Test
    void countsBothKindsApartAndTogether() {
        assertThat(policy.again(false, 1, 0)).isTrue();
        assertThat(policy.again(false, 2, 0)).isTrue();
        assertThat(policy.again(false, 3, 0)).isFalse();
        assertThat(policy.again(true, 0, 1)).isTrue();
        assertThat(policy.again(true, 0, 2)).isFalse();
        assertThat(policy.again(true, 2, 1)).isFalse();
        assertThat(RetryPolicy.NONE.again(false, 1, 0)).isFalse();
    }

    @Test
    void waitsLongerEachTimeUpToTheLongest() {
        assertThat(policy.pauseMs(1)).isEqualTo(1_000);
        assertThat(policy.pauseMs(2)).isEqualTo(3_000);
        assertThat(policy.pauseMs(3)).isEqualTo(5_000);
        assertThat(policy.pauseMs(10_000)).isEqualTo(5_000);
    }
}
