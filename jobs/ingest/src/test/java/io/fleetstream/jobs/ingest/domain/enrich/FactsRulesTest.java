package io.fleetstream.jobs.ingest.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.FactsRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsRulesTest {
    private static final FactsRow KNOWN = new FactsRow(100, "1.0", "b1", 90, false, null, null);

    @Test
    void theFirstReadingIsTheFirstSight() {
        FactsRow learnt = FactsRules.learn(null, reading("1.0", "b1"), 90, 100);

        assertThat(learnt).isEqualTo(KNOWN);
        assertThat(FactsRules.deservesNotice(null, learnt)).isTrue();
    }

    @Test
    void nothingIsNewsWhileTheDeviceSaysTheSameOrNothing() {
        FactsRow same = FactsRules.learn(KNOWN, reading("1.0", "b1"), 95, 105);

        assertThat(FactsRules.deservesNotice(KNOWN, same)).isFalse();
        assertThat(FactsRules.learn(KNOWN, reading(null, null), 95, 105)).isSameAs(KNOWN);
    }

    @Test
    void anotherFirmwareOrBootIsNews() {
        FactsRow upgraded = FactsRules.learn(KNOWN, reading("1.1", null), 95, 105);
        FactsRow rebooted = FactsRules.learn(KNOWN, reading(null, "b2"), 105, 105);

        assertThat(upgraded).isEqualTo(new FactsRow(100, "1.1", "b1", 95, false, null, null));
        assertThat(rebooted).isEqualTo(new FactsRow(100, "1.0", "b2", 105, false, null, null));
        assertThat(FactsRules.deservesNotice(KNOWN, upgraded)).isTrue();
    }

    @Test
    void anOvertakenReadingDoesNotTakeFirmwareBack() {
        assertThat(FactsRules.learn(KNOWN, reading("0.9", "b0"), 80, 105)).isSameAs(KNOWN);
    }

    @Test
    void norDoesOneThatWasOvertakenLongAgo() {
        FactsRow confirmed = FactsRules.learn(KNOWN, reading("1.0", "b1"), 1_000, 1_000);

        FactsRow late = FactsRules.learn(confirmed, reading("0.9", "b0"), 500, 1_001);
        assertThat(late.firmware()).isEqualTo("1.0");
        assertThat(FactsRules.learn(late, reading("0.9", "b0"), 600, 1_002).firmware())
                .isEqualTo("1.0");
    }

    @Test
    void registrationManifestAndClockAreNews() {
        for (FactsRow after :
                List.of(
                        FactsRules.with(KNOWN, true, null, null),
                        FactsRules.with(KNOWN, false, 5L, null),
                        FactsRules.with(KNOWN, false, null, "m"))) {
            assertThat(FactsRules.deservesNotice(KNOWN, after)).isTrue();
        }
        assertThat(FactsRules.with(KNOWN, false, null, null)).isSameAs(KNOWN);
    }

    private static ParsedReading reading(String firmware, String bootId) {
        return new ParsedReading(
                1L, null, bootId, firmware, List.of(new ParsedMetric("a", 1, null)));
    }
}
