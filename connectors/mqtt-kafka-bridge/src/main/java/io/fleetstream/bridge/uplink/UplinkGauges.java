package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of the uplink. */
record UplinkGauges(
        BridgeConfig config,
        InFlightBudget budget,
        TopicHealth topics,
        UnansweredRequests requests) {
    void register(MeterRegistry registry) {
        Gauge.builder("fleet.bridge.in.flight.messages", budget, InFlightBudget::messages)
                .description("accepted from MQTT and not yet in Kafka")
                .register(registry);
        Gauge.builder("fleet.bridge.in.flight.bytes", budget, InFlightBudget::bytes)
                .description("size of what is accepted from MQTT and not yet in Kafka")
                .register(registry);
        Gauge.builder("fleet.bridge.requests.unanswered", requests, UnansweredRequests::total)
                .description("requests of counted routes that wait for their answer")
                .register(registry);
        for (RouteConfig route : config.routes()) {
            Gauge.builder(
                            "fleet.bridge.route.refused",
                            topics,
                            health -> health.isRefused(route.kafkaTopic()) ? 1 : 0)
                    .description("1 while Kafka refuses the topic of the route")
                    .tag("route", route.name())
                    .register(registry);
        }
    }
}
