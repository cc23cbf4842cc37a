package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.metrics.RouteMetrics;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.Subscription;
import io.fleetstream.bridge.requests.CountedRoutes;
import java.util.List;
import java.util.Optional;

/** Finds the Kafka topic and the device id for an MQTT topic. Immutable; never refuses a topic. */
final class Router implements CountedRoutes {
    private static final int LONGEST_DEVICE_ID = 128;

    private final List<Route> routes;
    private final String unroutedTopic;
    private final RouteMetrics unrouted;

    Router(List<RouteConfig> routes, String unroutedTopic, UplinkMetrics metrics) {
        this.routes =
                routes.stream()
                        .map(config -> new Route(config, metrics.route(config.name())))
                        .toList();
        this.unroutedTopic = unroutedTopic;
        this.unrouted = metrics.route("unrouted");
    }

    /** What a bridge that works alone subscribes to: every route. */
    List<Subscription> subscriptions() {
        return routes.stream()
                .flatMap(route -> route.subscriptions("").stream())
                .distinct()
                .toList();
    }

    /** What every bridge of a group subscribes to: the routes that are shared. */
    List<Subscription> sharedSubscriptions(String group) {
        return routes.stream()
                .filter(Route::shared)
                .flatMap(route -> route.subscriptions(group).stream())
                .distinct()
                .toList();
    }

    /** What one bridge of a group subscribes to at a time: the routes that are not shared. */
    List<Subscription> exclusiveSubscriptions() {
        return routes.stream()
                .filter(route -> !route.shared())
                .flatMap(route -> route.subscriptions("").stream())
                .distinct()
                .toList();
    }

    /**
     * The destination of a topic: of the first route that matches, else the unrouted topic; none if
     * that route excepts it.
     */
    Destination route(String mqttTopic) {
        String[] levels = mqttTopic.split("/", -1);
        for (Route route : routes) {
            Optional<TopicTemplate> template = route.match(levels);
            if (template.isPresent() && route.excepts(levels)) {
                return to(null, null, mqttTopic, route);
            }
            if (template.isPresent()) {
                return destination(
                        route,
                        template.get().deviceId(levels),
                        route.shown(template.get(), levels, mqttTopic));
            }
        }
        // A subscription of an earlier route table may still live in the session.
        return new Destination(unroutedTopic, null, mqttTopic, false, false, null, unrouted);
    }

    private Destination destination(Route route, String deviceId, String shown) {
        if (isDeviceId(deviceId)) {
            return to(route.kafkaTopic(), deviceId, shown, route);
        }
        route.metrics().invalidDeviceId();
        return to(unroutedTopic, null, shown, route);
    }

    private static Destination to(String kafkaTopic, String deviceId, String shown, Route route) {
        return new Destination(
                kafkaTopic,
                deviceId,
                shown,
                route.trusted(),
                route.arrivalTime(),
                deviceId == null ? null : route.requestsOf(deviceId).orElse(null),
                route.metrics());
    }

    @Override
    public Optional<String> thing(String requestTopic) {
        String[] levels = requestTopic.split("/", -1);
        for (Route route : routes) {
            Optional<TopicTemplate> template = route.match(levels);
            if (template.isPresent()) {
                return route.excepts(levels)
                        ? Optional.empty()
                        : route.requestsOf(template.get().deviceId(levels));
            }
        }
        return Optional.empty();
    }

    /** Whether a text is {@code [A-Za-z0-9:_-]{1,128}}. */
    static boolean isDeviceId(String text) {
        if (text.isEmpty() || text.length() > LONGEST_DEVICE_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != ':' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
