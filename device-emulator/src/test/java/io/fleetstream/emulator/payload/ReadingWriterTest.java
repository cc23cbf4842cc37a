package io.fleetstream.emulator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.signal.AnomalyPlan;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.Signals;
import io.fleetstream.emulator.signal.TelemetryEvent;
import io.fleetstream.emulator.signal.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingWriterTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Signals SIGNALS =
            new Signals(5, new Timeline(START.toEpochMilli(), 1000), new AnomalyPlan(5, 1));
    private static final List<DeviceIdentity> DEVICES =
            Fleet.of(4, Profiles.ALL, "acme", List.of("s"), "");

    @Test
    void writesTheMapFormWithOrWithoutUnits() throws IOException {
        for (DeviceIdentity device : DEVICES) {
            TelemetryEvent event = SIGNALS.event(device, 12);
            Software software = Software.of(device, 5, START.toEpochMilli());
            JsonNode with = json(new ReadingWriter(true).write(event, software));
            JsonNode without = json(new ReadingWriter(false).write(event, software));
            assertThat(with.path("device_id").asText()).isEqualTo(device.id());
            assertThat(with.path("seq").asLong()).isEqualTo(12);
            assertThat(with.path("ts").asLong()).isEqualTo(event.timestampMs());
            assertThat(with.path("boot_id").asText()).isEqualTo(software.bootId());
            assertThat(device.profile().firmwares()).contains(with.path("fw").asText());
            List<MetricDefinition> metrics = device.profile().metrics();
            assertThat(with.path("metrics")).hasSize(metrics.size());
            for (int i = 0; i < metrics.size(); i++) {
                String name = metrics.get(i).name();
                assertThat(with.path("metrics").path(name).path("value").asDouble())
                        .isEqualTo(event.values().get(i));
                assertThat(with.path("metrics").path(name).path("unit").asText())
                        .isEqualTo(metrics.get(i).unit());
                assertThat(without.path("metrics").path(name).asDouble())
                        .isEqualTo(event.values().get(i));
            }
        }
    }

    @Test
    void goodReadingsAreBeyondReproach() {
        for (long sequence = 1; sequence <= 500; sequence++) {
            for (DeviceIdentity device : DEVICES) {
                byte[] payload =
                        new ReadingWriter(true)
                                .write(
                                        SIGNALS.event(device, sequence),
                                        Software.of(device, 5, START.toEpochMilli()));
                assertThat(PayloadJudge.judge(payload, device.id(), START)).isEmpty();
            }
        }
    }

    @Test
    void anotherRunIsAnotherBootOfTheSameFirmware() {
        DeviceIdentity device = DEVICES.get(0);
        Software one = Software.of(device, 5, 1000);
        Software other = Software.of(device, 5, 2000);
        assertThat(other.firmware()).isEqualTo(one.firmware());
        assertThat(other.bootId()).isNotEqualTo(one.bootId());
        assertThat(Software.of(device, 5, 1000)).isEqualTo(one);
    }

    @Test
    void statusesSayWhoIsThereAndWhy() throws IOException {
        Software software = Software.of(DEVICES.get(0), 5, 1000);
        JsonNode online = json(StatusWriter.online(software, 77, START.toEpochMilli()));
        assertThat(online.path("status").asText()).isEqualTo("online");
        assertThat(online.path("ts").asLong()).isEqualTo(START.toEpochMilli());
        assertThat(online.path("battery").asInt()).isBetween(0, 100);
        assertThat(online.path("signal").asInt()).isBetween(-100, -40);
        assertThat(online.path("firmware").asText()).isEqualTo(software.firmware());
        JsonNode lastWill = json(StatusWriter.lastWill(software));
        assertThat(lastWill.path("status").asText()).isEqualTo("offline");
        assertThat(lastWill.has("ts")).isFalse();
        assertThat(json(StatusWriter.offline(software, 9)).path("ts").asLong()).isEqualTo(9);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return new ObjectMapper().readTree(bytes);
    }
}
