package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {
    @Test
    void mapsEveryKey() throws IOException {
        Settings settings =
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", "localhost:9092",
                            "--schema-registry.url", "http://user:pw@localhost:8081",
                            "--kafka.property.sasl.jaas.config", "hunter2",
                            "--schema-registry.property.bearer.auth.token", "hunter3"
                        },
                        Map.of());

        KafkaSettings kafka = KafkaOptions.from(settings);
        settings.refuseUnknown();

        assertThat(kafka)
                .isEqualTo(
                        new KafkaSettings(
                                "localhost:9092",
                                "http://user:pw@localhost:8081",
                                Map.of("sasl.jaas.config", "hunter2"),
                                Map.of("bearer.auth.token", "hunter3")));
        assertThat(kafka.toString())
                .doesNotContain("hunter2")
                .doesNotContain("hunter3")
                .doesNotContain("pw");
    }
}
