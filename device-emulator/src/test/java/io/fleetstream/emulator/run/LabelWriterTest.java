package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.emulator.signal.Anomaly;
import io.fleetstream.emulator.signal.AnomalyPlan;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.Signals;
import io.fleetstream.emulator.signal.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelWriterTest {
    private static final Signals SIGNALS =
            new Signals(3, new Timeline(1_780_000_000_000L, 1000), new AnomalyPlan(3, 12));
    private static final List<DeviceIdentity> DEVICES =
            Fleet.of(4, Profiles.ALL, "acme", List.of("s"), "");

    @TempDir private Path directory;

    @Test
    void writesExactlyWhatTheMessagesShowed() throws IOException {
        Map<DeviceIdentity, Long> last = new LinkedHashMap<>();
        Set<String> expected = new LinkedHashSet<>();
        expected.add("device,metric,kind,start,end");
        for (DeviceIdentity device : DEVICES) {
            long messages = 500 + DEVICES.indexOf(device) * 37L;
            last.put(device, messages);
            for (long sequence = 1; sequence <= messages; sequence++) {
                SIGNALS.anomalies()
                        .at(device, sequence)
                        .ifPresent(anomaly -> expected.add(label(device, anomaly, messages)));
            }
        }
        Path file = directory.resolve("labels.csv");
        LabelWriter.write(file, SIGNALS, last);
        assertThat(Files.readAllLines(file)).containsExactlyElementsOf(expected);
        assertThat(expected).hasSizeGreaterThan(10);
    }

    private static String label(DeviceIdentity device, Anomaly anomaly, long messages) {
        String metric = device.profile().metrics().get(anomaly.metric()).name();
        return String.join(
                ",",
                device.id(),
                metric,
                anomaly.kind().label(),
                Instant.ofEpochMilli(SIGNALS.timestamp(device, anomaly.first())).toString(),
                Instant.ofEpochMilli(SIGNALS.timestamp(device, Math.min(anomaly.last(), messages)))
                        .toString());
    }
}
