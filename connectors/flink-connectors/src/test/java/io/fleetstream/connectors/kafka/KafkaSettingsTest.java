package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    @Test
    void letsTheUsersPropertiesWin() {
        KafkaSettings settings =
                new KafkaSettings("h:1", "http://h:2", Map.of("linger.ms", "7", "sasl.x", "y"));

        assertThat(settings.over(Map.of("linger.ms", "20", "acks", "all")))
                .containsOnly(
                        Map.entry("linger.ms", "7"),
                        Map.entry("acks", "all"),
                        Map.entry("sasl.x", "y"));
    }

    @Test
    void showsNamesOfPropertiesButNotTheirValues() {
        KafkaSettings settings =
                new KafkaSettings(
                        "h:1",
                        "https://user:hunter2@h:2,https://user:hunter2@h:3",
                        Map.of("ssl.key.password", "hunter2"),
                        Map.of("basic.auth.user.info", "u:hunter2"));

        assertThat(settings.toString())
                .doesNotContain("hunter2")
                .contains("h:1", "h:3", "ssl.key.password", "basic.auth.user.info");
    }

    @Test
    void refusesAnEmptyAddress() {
        assertThatThrownBy(() -> new KafkaSettings(" ", "http://h:2", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka.bootstrap-servers");
        assertThatThrownBy(() -> new KafkaSettings("h:1", "", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema-registry.url");
    }
}
