package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.util.List;
import java.util.Objects;

/**
 * One line of the route table.
 *
 * @param name name in metrics and logs
 * @param topics templates of MQTT topics; {@code {name}} stands for one level, {@code {device_id}}
 *     must occur once, {@code #} may be the last level
 * @param kafkaTopic Kafka topic the messages go to
 * @param qos highest quality of service to subscribe with; 0 or 1, QoS 2 is carried on at 1
 * @param trusted whether the user property {@code received-at} is kept as given
 * @param time {@code device} where devices say when they measured, {@code arrival} where the
 *     arrival at the bridge counts instead, whatever they say
 * @param stripPrefix start of the MQTT topic that is cut off the header {@code mqtt.topic}, or
 *     empty
 * @param as what the header {@code mqtt.topic} says instead, in names of the topics' levels, such
 *     as {@code {tid}/main/device/{device_id}/reading}; empty for the topic itself
 * @param shared whether the bridges of {@code mqtt.shared-group} share it; if absent, yes unless
 *     one of its topics begins with {@code $}
 * @param counted whether these are requests whose answers come back by the downlink, so that the
 *     unanswered ones of a thing are counted
 * @param except templates of topics that its own topics bring along and that are not taken; {@code
 *     #/accepted} is every topic that ends so
 */
public record RouteConfig(
        String name,
        List<String> topics,
        String kafkaTopic,
        Integer qos,
        Boolean trusted,
        String time,
        String stripPrefix,
        String as,
        Boolean shared,
        Boolean counted,
        List<String> except) {

    /** The device says when it measured. */
    public static final String DEVICE_TIME = "device";

    /** The arrival at the bridge is when it was measured. */
    public static final String ARRIVAL_TIME = "arrival";

    /** Fills in what a route may leave out and checks every value. */
    public RouteConfig {
        check(
                name != null && name.matches("[a-z0-9-]{1,64}"),
                "routes[].name",
                name,
                "[a-z0-9-]{1,64}");
        String key = "routes[" + name + "].";
        check(
                topics != null && !topics.isEmpty() && topics.stream().allMatch(Objects::nonNull),
                key + "topics",
                topics,
                "at least one template");
        topics = List.copyOf(topics);
        check(
                kafkaTopic != null && kafkaTopic.matches("[A-Za-z0-9._-]{1,249}"),
                key + "kafka-topic",
                kafkaTopic,
                "the name of a Kafka topic");
        qos = qos == null ? Integer.valueOf(1) : qos;
        Checks.range(key + "qos", qos, 0, 1);
        trusted = trusted != null && trusted;
        time = time == null ? DEVICE_TIME : time;
        check(
                time.equals(DEVICE_TIME) || time.equals(ARRIVAL_TIME),
                key + "time",
                time,
                "device or arrival");
        stripPrefix = stripPrefix == null ? "" : stripPrefix;
        counted = counted != null && counted;
        except = except == null ? List.of() : List.copyOf(except);
        as = as == null ? "" : as;
        check(
                as.isEmpty() || stripPrefix.isEmpty(),
                key + "as",
                as,
                "only one of it and strip-prefix");
        shared =
                shared == null ? topics.stream().noneMatch(topic -> topic.startsWith("$")) : shared;
        for (String topic : topics) {
            check(
                    topic.startsWith(stripPrefix),
                    key + "strip-prefix",
                    stripPrefix,
                    "a prefix of each of its topics, also of " + topic);
        }
    }

    /** The same route, its requests not counted. */
    public RouteConfig uncounted() {
        return new RouteConfig(
                name,
                topics,
                kafkaTopic,
                qos,
                trusted,
                time,
                stripPrefix,
                as,
                shared,
                false,
                except);
    }
}
