package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CohortHashTest {
    @Test
    void isTheSameForEver() {
        // python3: (int.from_bytes(sha256(b"salt\0d1").digest()[:8], "big") >> 11) / 2**53
        assertThat(CohortHash.score("salt", "d1")).isEqualTo(0.5424154734129575);
    }

    @Test
    void spreadsDevicesEvenlyAndDifferentlyForEachSalt() {
        int[] buckets = new int[16];
        int same = 0;
        for (int device = 0; device < 16_000; device++) {
            int bucket = CohortHash.bucket(CohortHash.score("one", "device-" + device), 16);
            buckets[bucket]++;
            if (CohortHash.bucket(CohortHash.score("two", "device-" + device), 16) == bucket) {
                same++;
            }
        }

        assertThat(Arrays.stream(buckets)).allMatch(count -> count > 850 && count < 1_150);
        assertThat(same).isBetween(850, 1_150);
    }
}
