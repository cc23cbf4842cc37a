package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.Anomaly;
import io.fleetstream.emulator.signal.AnomalyPlan;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Signals;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the anomalies a run has shown as CSV: device, metric, kind, and the event times of the
 * first and the last message touched (ISO 8601, both inclusive).
 */
final class LabelWriter {
    private LabelWriter() {}

    /**
     * Writes a file.
     *
     * @param lastSequences how far each device came; anomalies are cut off there
     */
    static void write(Path file, Signals signals, Map<DeviceIdentity, Long> lastSequences)
            throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("device,metric,kind,start,end\n");
            for (Map.Entry<DeviceIdentity, Long> entry : lastSequences.entrySet()) {
                write(out, signals, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void write(Writer out, Signals signals, DeviceIdentity device, long last)
            throws IOException {
        for (long slot = 0; slot * AnomalyPlan.SLOT < last; slot++) {
            Optional<Anomaly> found = signals.anomalies().inSlot(device, slot);
            if (found.isPresent() && found.get().first() <= last) {
                Anomaly anomaly = found.get();
                long end = Math.min(anomaly.last(), last);
                out.write(
                        String.join(
                                        ",",
                                        device.id(),
                                        device.profile().metrics().get(anomaly.metric()).name(),
                                        anomaly.kind().label(),
                                        time(signals, device, anomaly.first()),
                                        time(signals, device, end))
                                + "\n");
            }
        }
    }

    private static String time(Signals signals, DeviceIdentity device, long sequence) {
        return Instant.ofEpochMilli(signals.timestamp(device, sequence)).toString();
    }
}
