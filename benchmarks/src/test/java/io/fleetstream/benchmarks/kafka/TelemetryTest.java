package io.fleetstream.benchmarks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final int MESSAGES = 5_000;

    @Test
    void isReadableJsonOfTheStatedSizeAndNeverRepeatsAReading() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Telemetry telemetry = new Telemetry(Telemetry.SEED);
        Set<String> devices = new HashSet<>();
        Set<String> readings = new HashSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            Message message = telemetry.next();
            JsonNode payload = json.readTree(message.payload());

            assertThat(Telemetry.number(message.payload())).isEqualTo(i);
            assertThat(message.payload()).hasSize(Telemetry.PAYLOAD_BYTES);
            assertThat(payload.get("device_id").asText()).isEqualTo(message.deviceId());
            assertThat(payload.get("metrics").size()).isEqualTo(5);
            assertThat(message.mqttTopic()).endsWith("/" + message.deviceId() + "/reading");
            assertThat(message.receivedAtMicros() / 1_000 - payload.get("ts").asLong())
                    .isBetween(0L, 1_000L);
            devices.add(message.deviceId());
            readings.add(message.deviceId() + '/' + payload.get("seq").asLong());
        }
        assertThat(devices).hasSize(Telemetry.DEVICES);
        assertThat(readings).hasSize(MESSAGES);
    }

    @Test
    void repeatsItselfForTheSameSeed() {
        Telemetry one = new Telemetry(7);
        Telemetry other = new Telemetry(7);

        assertThat(one.next().payload()).isEqualTo(other.next().payload());
        assertThat(new Telemetry(8).next().payload())
                .isNotEqualTo(new Telemetry(7).next().payload());
    }
}
