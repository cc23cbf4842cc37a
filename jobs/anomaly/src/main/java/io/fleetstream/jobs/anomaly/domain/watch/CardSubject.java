package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.condition.Cohort;
import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import java.util.Map;

/** A device as its card has it. */
final class CardSubject implements Subject {
    private final String device;
    private final DeviceCard card;
    private final Cohorts cohorts;
    private final Shadows shadows;
    private Map<String, ?> shadow;

    CardSubject(String device, DeviceCard card, Cohorts cohorts, Shadows shadows) {
        this.device = device;
        this.card = card;
        this.cohorts = cohorts;
        this.shadows = shadows;
    }

    @Override
    public double metric(String name) {
        return card.values.get(name);
    }

    @Override
    public Map<String, ?> device() {
        return card.attributes().map(device);
    }

    @Override
    public Map<String, ?> shadow() {
        if (shadow == null) {
            shadow = shadows.current().map();
        }
        return shadow;
    }

    @Override
    public Cohort cohort(String metric) {
        return cohorts.of(card.attributes(), metric);
    }
}
