package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.bridge.config.ConfigException;
import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.Subscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final String UNROUTED = "telemetry.raw";

    private final Router router = router(ConfigLoader.load(Optional.empty(), Map.of()).routes());

    @ParameterizedTest
    @CsvSource({
        "org/site/meter/d1/reading, telemetry.raw, d1, org/site/meter/d1/reading, false",
        "replay/org/site/meter/d1/reading, telemetry.raw, d1, org/site/meter/d1/reading, true",
        "org/site/meter/d1/status, device.status, d1, org/site/meter/d1/status, false",
        "o/s/m/d1/command/response, device.commands, d1, o/s/m/d1/command/response, false",
        "$aws/things/d1/shadow/get, shadow.requests, d1, $aws/things/d1/shadow/get, false",
        "$aws/things/d:1/shadow/name/n/update, shadow.requests, d:1, "
                + "$aws/things/d:1/shadow/name/n/update, false",
        "$aws/things/d1/jobs/get, jobs.requests, d1, $aws/things/d1/jobs/get, false",
        "$aws/things/d1/jobs/j1/update, jobs.requests, d1, $aws/things/d1/jobs/j1/update, false",
        "$aws/things/d1/jobs/start-next, jobs.requests, d1, $aws/things/d1/jobs/start-next, false",
    })
    void routesEveryDefaultTopic(
            String mqtt, String kafka, String device, String shown, boolean trusted) {
        Destination destination = router.route(mqtt);

        assertThat(destination.kafkaTopic()).isEqualTo(kafka);
        assertThat(destination.deviceId()).isEqualTo(device);
        assertThat(destination.mqttTopic()).isEqualTo(shown);
        assertThat(destination.trusted()).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/d1/shadow/get/accepted",
                "$aws/things/d1/shadow/update/delta",
                "$aws/things/d1/shadow/update/documents",
                "$aws/things/d1/shadow/name/n/update/rejected",
                "org/site/meter/d1/command",
            })
    void hasNoSubscriptionForWhatTheBridgePublishes(String topic) {
        assertThat(router.subscriptions()).noneMatch(s -> matches(s.filter(), topic));
        assertThat(router.route(topic).deviceId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$aws/things/d1/jobs/notify",
                "$aws/things/d1/jobs/notify-next",
                "$aws/things/d1/jobs/get/accepted",
                "$aws/things/d1/jobs/start-next/rejected",
                "$aws/things/d1/jobs/j1/update/accepted",
                "$aws/things/d1/jobs/x/y/z/rejected"
            })
    void passesOnNoAnswerAboutJobsThatComesBack(String topic) {
        assertThat(router.route(topic).isNone()).isTrue();
        assertThat(router.thing(topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x/y/z", "j1/notify", "j1/update/", "", "j1/get/rejected/x"})
    void passesOnRequestsAboutJobsThatMeanNothingSoThatTheyAreAnswered(String rest) {
        String topic = "$aws/things/d1/jobs/" + rest;

        assertThat(router.subscriptions()).anyMatch(s -> matches(s.filter(), topic));
        assertThat(router.route(topic).kafkaTopic()).isEqualTo("jobs.requests");
        assertThat(router.thing(topic)).hasValue("jobs/d1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o/s/m//reading",
                "o/s/m/d 1/reading",
                "o/s/m/d.1/status",
                "o/s/m/é/reading"
            })
    void keepsMessagesOfInvalidDevicesWithoutKey(String topic) {
        Destination destination = router.route(topic);

        assertThat(destination.kafkaTopic()).isEqualTo(UNROUTED);
        assertThat(destination.deviceId()).isNull();
        assertThat(destination.mqttTopic()).isEqualTo(topic);
    }

    @Test
    void acceptsDeviceIdsOfUpTo128Characters() {
        assertThat(router.route("o/s/m/" + "x".repeat(128) + "/reading").deviceId()).hasSize(128);
        assertThat(router.route("o/s/m/" + "x".repeat(129) + "/reading").deviceId()).isNull();
    }

    @Test
    void subscribesAtTheQosOfTheRouteAndShares() {
        RouteConfig route =
                new RouteConfig(
                        "r",
                        List.of("t/{x}/{device_id}/#"),
                        "k",
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(router(List.of(route)).subscriptions())
                .containsExactly(new Subscription("t/+/+/#", 0));
        assertThat(router(List.of(route)).sharedSubscriptions("group"))
                .containsExactly(new Subscription("$share/group/t/+/+/#", 0));
        assertThat(router(List.of(route)).exclusiveSubscriptions()).isEmpty();
        assertThat(router(List.of(route)).route("t/a/d1/b/c").deviceId()).isEqualTo("d1");
        assertThat(router(List.of(route)).route("t/a").deviceId()).isNull();
    }

    @Test
    void givesATreeOfItsOwnTheFormThatIngestReads() {
        Destination tenant =
                router(List.of(tenants("{tid}/main/device/{device_id}/reading")))
                        .route("tenant/t1/device/d1/telemetry");

        assertThat(tenant.mqttTopic()).isEqualTo("t1/main/device/d1/reading");
        assertThat(tenant.deviceId()).isEqualTo("d1");
        assertThat(tenant.kafkaTopic()).isEqualTo("telemetry.raw");
    }

    @Test
    void refusesARewriteWithANameTheTopicsDoNotHave() {
        List<RouteConfig> routes = List.of(tenants("{tenant}/{device_id}"));
        assertThatThrownBy(() -> router(routes))
                .hasMessageContaining("routes[].as")
                .hasMessageContaining("not {tenant}");
    }

    @Test
    void countsTheRequestsOfRoutesThatSaySo() {
        Router router = router(ConfigLoader.load(Optional.empty(), Map.of()).routes());

        assertThat(router.thing("$aws/things/d1/shadow/name/a/update")).hasValue("shadow/d1");
        assertThat(router.route("$aws/things/d1/shadow/get").requestsOf()).isEqualTo("shadow/d1");
        assertThat(router.thing("o/s/m/d1/status")).isEmpty();
        assertThat(router.thing("$aws/things/d1/shadow/update/delta")).isEmpty();
        assertThat(router.route("o/s/m/d1/status").requestsOf()).isNull();
    }

    private static RouteConfig tenants(String as) {
        return new RouteConfig(
                "tenants",
                List.of("tenant/{tid}/device/{device_id}/telemetry"),
                "telemetry.raw",
                1,
                null,
                null,
                null,
                as,
                null,
                null,
                null);
    }

    @Test
    void sharesReadingsAndLeavesWhatNeedsItsOrderToOneBridge() {
        assertThat(router.sharedSubscriptions("g"))
                .containsExactly(new Subscription("$share/g/+/+/+/+/reading", 1));
        assertThat(router.exclusiveSubscriptions())
                .hasSize(router.subscriptions().size() - 1)
                .noneMatch(Subscription::shared)
                .anyMatch(s -> s.filter().equals("$aws/things/+/shadow/update"))
                .anyMatch(s -> s.filter().equals("+/+/+/+/status"));
    }

    @ParameterizedTest
    @CsvSource({
        "'t/{device_id}', , true",
        "'$aws/{device_id}', , false",
        "'$a/{device_id}', true, true"
    })
    void sharesByDefaultWhatDoesNotBeginWithADollar(String topic, Boolean said, boolean shared) {
        assertThat(
                        new RouteConfig(
                                        "r",
                                        List.of(topic),
                                        "k",
                                        1,
                                        null,
                                        null,
                                        null,
                                        null,
                                        said,
                                        null,
                                        null)
                                .shared())
                .isEqualTo(shared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "a/b",
                "{device_id}/{device_id}",
                "{device_id}/#/b",
                "{device_id}/+",
                "a{b}/c"
            })
    void refusesTemplates(String template) {
        assertThatThrownBy(() -> TopicTemplate.parse(template))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(template);
    }

    private static Router router(List<RouteConfig> routes) {
        return new Router(routes, UNROUTED, new UplinkMetrics(new SimpleMeterRegistry()));
    }

    /** MQTT's own rule, written once more. */
    private static boolean matches(String filter, String topic) {
        String regex = filter.replace("$", "\\$").replace("+", "[^/]*").replace("/#", "(/.*)?");
        return topic.matches(regex);
    }
}
