package io.fleetstream.cli.registry;

import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.MetricSpec;
import java.util.HashSet;
import java.util.Set;

/** What a device model must be beyond its schema. */
final class ModelRules {
    private ModelRules() {}

    static void check(DeviceModel model) throws BadFieldException {
        require(!model.getModel().isBlank(), "/model is empty");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < model.getMetrics().size(); i++) {
            MetricSpec metric = model.getMetrics().get(i);
            String path = "/metrics/" + i;
            require(!metric.getName().isBlank(), path + "/name is empty");
            require(names.add(metric.getName()), path + "/name stands there twice");
            require(
                    metric.getMin() == null
                            || metric.getMax() == null
                            || metric.getMin() <= metric.getMax(),
                    path + ": min is above max");
            positive(path + "/max_rate_per_second", metric.getMaxRatePerSecond());
        }
        positive("/expected_interval_seconds", model.getExpectedIntervalSeconds());
        positive("/max_age_seconds", model.getMaxAgeSeconds());
        positive("/max_messages_per_second", model.getMaxMessagesPerSecond());
        notNegative("/max_ahead_seconds", model.getMaxAheadSeconds());
        notNegative("/late_tolerance_seconds", model.getLateToleranceSeconds());
    }

    private static void positive(String path, Double value) throws BadFieldException {
        require(value == null || value > 0, path + " is " + value + "; accepted: above 0");
    }

    private static void notNegative(String path, Double value) throws BadFieldException {
        require(value == null || value >= 0, path + " is " + value + "; accepted: 0 and above");
    }

    private static void require(boolean condition, String problem) throws BadFieldException {
        if (!condition) {
            throw new BadFieldException(problem);
        }
    }
}
