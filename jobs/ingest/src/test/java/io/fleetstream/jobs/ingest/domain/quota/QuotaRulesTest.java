package io.fleetstream.jobs.ingest.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaRulesTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 1_772_366_400_000_000L;

    private long fullAt;
    private int refused;

    @Test
    void aThousandASecondMayGoOnForEver() {
        long cost = QuotaRules.cost(1_000);
        for (int i = 0; i < 200_000; i++) {
            send(START + i * 1_000L, cost);
        }
        assertThat(refused).isZero();
    }

    @Test
    void aMinutesWorthMayComeAtOnce() {
        long cost = QuotaRules.cost(1_000);
        for (int i = 0; i < 60_001; i++) {
            send(START, cost);
        }
        assertThat(refused).isEqualTo(1);
        send(START + 1_000, cost);
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void twiceTheRateLosesHalfInTheEnd() {
        long cost = QuotaRules.cost(10);
        for (int i = 0; i < 20 * 600; i++) {
            send(START + i * 50_000L, cost);
        }
        assertThat(refused).isBetween(5_395, 5_405);
    }

    @Test
    void oneMessageIsAlwaysAllowedHoweverLowTheRate() {
        long cost = QuotaRules.cost(1 / 3_600.0);
        send(START, cost);
        send(START + 3_500 * SECOND, cost);
        send(START + 3_601 * SECOND, cost);
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void whatArrivedOnAnotherTimeLineIsNotCounted() {
        long cost = QuotaRules.cost(1);
        for (int i = 0; i < 61; i++) {
            send(START, cost);
        }
        assertThat(refused).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) {
            send(START - 86_400 * SECOND, cost);
        }
        assertThat(refused).isEqualTo(1);
        send(START, cost);
        assertThat(refused).isEqualTo(2);
    }

    private void send(long arrival, long cost) {
        if (QuotaRules.exceeded(fullAt, arrival, cost)) {
            refused++;
        } else {
            fullAt = QuotaRules.after(fullAt, arrival, cost);
        }
    }
}
