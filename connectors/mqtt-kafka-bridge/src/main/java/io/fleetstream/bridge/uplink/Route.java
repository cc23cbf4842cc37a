package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.metrics.RouteMetrics;
import io.fleetstream.bridge.mqtt.Subscription;
import java.util.List;
import java.util.Optional;

/** One line of the route table, ready for use. */
final class Route {
    private static final String ENDING = "#/";

    private final RouteConfig config;
    private final List<TopicTemplate> templates;
    private final Optional<TopicRewrite> rewrite;
    private final List<TopicTemplate> exceptions;
    private final List<String> exceptedEndings;
    private final RouteMetrics metrics;

    Route(RouteConfig config, RouteMetrics metrics) {
        this.config = config;
        this.templates = config.topics().stream().map(TopicTemplate::parse).toList();
        this.rewrite =
                config.as().isEmpty()
                        ? Optional.empty()
                        : Optional.of(TopicRewrite.parse(config.as(), templates));
        this.exceptions =
                config.except().stream()
                        .filter(text -> !text.startsWith(ENDING))
                        .map(TopicTemplate::parse)
                        .toList();
        this.exceptedEndings =
                config.except().stream()
                        .filter(text -> text.startsWith(ENDING))
                        .map(text -> text.substring(ENDING.length()))
                        .toList();
        this.metrics = metrics;
    }

    /** Whether a topic of one of its forms is not to be taken. */
    boolean excepts(String[] topic) {
        if (exceptedEndings.contains(topic[topic.length - 1])) {
            return true;
        }
        for (TopicTemplate template : exceptions) {
            if (template.matches(topic)) {
                return true;
            }
        }
        return false;
    }

    /** The template a topic has the form of. */
    Optional<TopicTemplate> match(String[] topic) {
        for (TopicTemplate template : templates) {
            if (template.matches(topic)) {
                return Optional.of(template);
            }
        }
        return Optional.empty();
    }

    /** Its subscriptions, within a group of shared ones unless that is empty. */
    List<Subscription> subscriptions(String sharedGroup) {
        String prefix = sharedGroup.isEmpty() ? "" : "$share/" + sharedGroup + "/";
        return templates.stream()
                .map(template -> new Subscription(prefix + template.filter(), config.qos()))
                .toList();
    }

    boolean shared() {
        return config.shared();
    }

    String kafkaTopic() {
        return config.kafkaTopic();
    }

    boolean trusted() {
        return config.trusted();
    }

    boolean arrivalTime() {
        return config.time().equals(RouteConfig.ARRIVAL_TIME);
    }

    /** Under which name unanswered requests of a device are counted; empty if they are not. */
    Optional<String> requestsOf(String deviceId) {
        return config.counted() ? Optional.of(config.name() + "/" + deviceId) : Optional.empty();
    }

    /** What the header {@code mqtt.topic} says of a topic. */
    String shown(TopicTemplate template, String[] levels, String mqttTopic) {
        return rewrite.map(form -> form.apply(template, levels))
                .orElseGet(() -> mqttTopic.substring(config.stripPrefix().length()));
    }

    RouteMetrics metrics() {
        return metrics;
    }
}
