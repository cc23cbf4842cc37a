package io.fleetstream.jobs.ingest.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.FactsRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsRulesTest {
    private static final FactsRow KNOWN = new FactsRow(100, "1.0", "b1", 90, true);

    @Test
    void theFirstReadingIsTheFirstSight() {
        FactsRow learnt = FactsRules.learn(null, reading(90L, "1.0", "b1"), 100, true);

        assertThat(learnt).isEqualTo(KNOWN);
        assertThat(FactsRules.deservesNotice(null, learnt)).isTrue();
    }

    @Test
    void nothingChangesWhileTheDeviceSaysTheSameOrNothing() {
        assertThat(FactsRules.learn(KNOWN, reading(95L, "1.0", "b1"), 105, true)).isSameAs(KNOWN);
        assertThat(FactsRules.learn(KNOWN, reading(95L, null, null), 105, true)).isSameAs(KNOWN);
    }

    @Test
    void anotherFirmwareOrBootIsNews() {
        FactsRow upgraded = FactsRules.learn(KNOWN, reading(95L, "1.1", null), 105, true);
        FactsRow rebooted = FactsRules.learn(KNOWN, reading(null, null, "b2"), 105, true);

        assertThat(upgraded).isEqualTo(new FactsRow(100, "1.1", "b1", 95, true));
        assertThat(rebooted).isEqualTo(new FactsRow(100, "1.0", "b2", 105, true));
    }

    @Test
    void isWrittenAgainAfterADayWithoutNews() {
        long dayLater = 90 + 86_400_000_001L;
        FactsRow written = FactsRules.learn(KNOWN, reading(dayLater, null, null), 105, true);

        assertThat(written).isEqualTo(new FactsRow(100, "1.0", "b1", dayLater, true));
        assertThat(FactsRules.deservesNotice(KNOWN, written)).isFalse();
    }

    @Test
    void anOvertakenReadingDoesNotTakeFirmwareBack() {
        assertThat(FactsRules.learn(KNOWN, reading(80L, "0.9", "b0"), 105, true)).isSameAs(KNOWN);
    }

    @Test
    void registrationIsNews() {
        assertThat(FactsRules.learn(KNOWN, reading(95L, null, null), 105, false).registered())
                .isFalse();
    }

    private static ParsedReading reading(Long time, String firmware, String bootId) {
        return new ParsedReading(
                1L, time, bootId, firmware, List.of(new ParsedMetric("a", 1, null)));
    }
}
