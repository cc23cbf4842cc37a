package io.fleetstream.emulator.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnomalyPlanTest {
    private static final long SEED = 11;
    private static final Timeline TIMELINE = new Timeline(1_780_000_000_000L, 1000);
    private static final AnomalyPlan PLAN = new AnomalyPlan(SEED, 10);
    private static final DeviceIdentity DEVICE =
            Fleet.of(1, Profiles.named("vibration-motor"), "acme", List.of("s"), "").get(0);

    @Test
    void anomaliesAreAsFrequentAsAskedAndOfAllKinds() {
        Map<AnomalyKind, Integer> kinds = new EnumMap<>(AnomalyKind.class);
        int slots = 10_000;
        for (int slot = 0; slot < slots; slot++) {
            PLAN.inSlot(DEVICE, slot).ifPresent(a -> kinds.merge(a.kind(), 1, Integer::sum));
        }
        int expected = slots * AnomalyPlan.SLOT / 100;
        int total = kinds.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(total).isBetween(expected * 95 / 100, expected * 105 / 100);
        assertThat(kinds).hasSize(AnomalyKind.values().length);
        assertThat(kinds.values()).allMatch(count -> count > expected / 5);
    }

    @Test
    void onlyTheMessagesAndTheMetricNamedAreTouched() {
        Signals disturbed = new Signals(SEED, TIMELINE, PLAN);
        Signals calm = new Signals(SEED, TIMELINE, new AnomalyPlan(SEED, 0));
        int touched = 0;
        for (long sequence = 1; sequence <= 20_000; sequence++) {
            List<Double> values = disturbed.event(DEVICE, sequence).values();
            List<Double> usual = calm.event(DEVICE, sequence).values();
            Optional<Anomaly> anomaly = PLAN.at(DEVICE, sequence);
            for (int i = 0; i < values.size(); i++) {
                if (anomaly.isEmpty() || anomaly.get().metric() != i) {
                    assertThat(values.get(i)).isEqualTo(usual.get(i));
                }
            }
            touched += anomaly.isPresent() ? 1 : 0;
        }
        assertThat(touched).isGreaterThan(1000);
    }

    @Test
    void eachKindDoesWhatItsNameSays() {
        Signals disturbed = new Signals(SEED, TIMELINE, PLAN);
        Signals calm = new Signals(SEED, TIMELINE, new AnomalyPlan(SEED, 0));
        for (long slot = 0; slot < 500; slot++) {
            PLAN.inSlot(DEVICE, slot).ifPresent(anomaly -> check(anomaly, disturbed, calm));
        }
    }

    private static void check(Anomaly anomaly, Signals disturbed, Signals calm) {
        long length = anomaly.last() - anomaly.first() + 1;
        double scale = DEVICE.profile().metrics().get(anomaly.metric()).anomalyScale();
        double atFirst = difference(anomaly, anomaly.first(), disturbed, calm);
        double atLast = difference(anomaly, anomaly.last(), disturbed, calm);
        switch (anomaly.kind()) {
            case SPIKE -> {
                assertThat(length).isBetween(1L, 3L);
                assertThat(Math.abs(atFirst)).isGreaterThan(1.9 * scale);
            }
            case LEVEL_SHIFT -> {
                assertThat(Math.abs(atFirst)).isGreaterThan(0.9 * scale);
                assertThat(atLast).isBetween(atFirst - 0.1 * scale, atFirst + 0.1 * scale);
            }
            case DRIFT -> {
                assertThat(Math.abs(atLast)).isGreaterThan(0.9 * scale);
                assertThat(Math.abs(atFirst)).isLessThan(0.2 * scale);
            }
            case STUCK -> {
                double held = value(anomaly, anomaly.first(), disturbed);
                for (long s = anomaly.first(); s <= anomaly.last(); s++) {
                    assertThat(value(anomaly, s, disturbed)).isEqualTo(held);
                }
            }
        }
        assertThat(PLAN.at(DEVICE, anomaly.first())).contains(anomaly);
        assertThat(PLAN.at(DEVICE, anomaly.last() + 1)).isNotEqualTo(Optional.of(anomaly));
    }

    private static double difference(Anomaly a, long sequence, Signals disturbed, Signals calm) {
        return value(a, sequence, disturbed) - value(a, sequence, calm);
    }

    private static double value(Anomaly anomaly, long sequence, Signals signals) {
        return signals.event(DEVICE, sequence).values().get(anomaly.metric());
    }
}
