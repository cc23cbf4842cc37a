package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopicRoutesTest {
    private final TopicRoutes routes = new TopicRoutes();

    @Test
    void remembersTopicsByTheirBytes() {
        TopicRoutes.Known first = find("acme/berlin/thermostat/d1/reading");

        assertThat(first.route()).isEqualTo(new TopicRoute("acme", "berlin", "thermostat", "d1"));
        assertThat(find("acme/berlin/thermostat/d1/reading")).isSameAs(first);
        assertThat(find("acme/munich/thermostat/d1/reading").route().site()).isEqualTo("munich");
    }

    @Test
    void tellsAnyNumberOfDevicesApart() {
        for (int i = 0; i < 50_000; i++) {
            TopicRoutes.Known known =
                    find("acme/berlin/thermostat/bench-" + i % 25_000 + "/reading");
            assertThat(known.route().deviceId()).isEqualTo("bench-" + i % 25_000);
        }
    }

    @Test
    void comparesTheDeviceOfAPayloadWithItsOwn() {
        TopicRoutes.Known known = find("a/b/c/d1/reading");
        byte[] in = bytes("..d1d2");

        assertThat(known.isDevice(in, 2, 4)).isTrue();
        assertThat(known.isDevice(in, 4, 6)).isFalse();
        assertThat(known.isDevice(in, 2, 3)).isFalse();
    }

    @Test
    void readsTopicsTooLongToRemember() {
        String level = "x".repeat(128);
        String topic = String.join("/", level, level, level, level, "reading");

        assertThat(find(topic).route().deviceId()).isEqualTo(level);
        assertThat(find(topic)).isNotSameAs(find(topic));
    }

    @Test
    void hasNoRouteForOtherTopics() {
        assertThat(routes.find(null)).isNull();
        assertThat(find("")).isNull();
        assertThat(find("a/b/c/d1/status")).isNull();
        assertThat(find("a/b/c/d1/reading/more")).isNull();
        assertThat(find("a/b/c/d.1/reading")).isNull();
        assertThat(find("a/b/ü/d1/reading")).isNull();
    }

    private TopicRoutes.Known find(String topic) {
        return routes.find(bytes(topic));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
