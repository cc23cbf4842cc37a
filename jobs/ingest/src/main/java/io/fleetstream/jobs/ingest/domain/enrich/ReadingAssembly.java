package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.TimeSource;
import java.util.List;

/** Puts the stored form of a reading together. */
public final class ReadingAssembly {
    private ReadingAssembly() {}

    /**
     * The {@code index}-th reading of a message. Organisation, site and type are the registry's,
     * else the MQTT topic's; firmware and boot are the reading's own, else those reported last.
     *
     * @param registry null if the registry does not know the device
     * @param metrics as they are stored
     * @param facts what is known of the device after this reading
     */
    public static Reading reading(
            ParsedMessage message,
            int index,
            RegistryRow registry,
            List<Metric> metrics,
            FactsRow facts) {
        ParsedReading parsed = message.readings().get(index);
        boolean timed = parsed.deviceTime() != null;
        Reading reading = new Reading();
        reading.setDeviceId(message.deviceId());
        reading.setOrg(registry == null ? message.org() : registry.org());
        reading.setSite(registry == null ? message.site() : registry.site());
        reading.setDeviceType(registry == null ? message.deviceType() : registry.deviceType());
        reading.setModel(registry == null ? null : registry.model());
        reading.setFirmware(parsed.firmware() == null ? facts.firmware() : parsed.firmware());
        reading.setBootId(parsed.bootId() == null ? facts.bootId() : parsed.bootId());
        // readings of a batch without times are told apart by a microsecond each
        reading.setEventTime(Micros.instant(parsed.timeOr(message.receivedAt() + index)));
        reading.setDeviceTime(timed ? Micros.instant(parsed.deviceTime()) : null);
        reading.setReceivedAt(Micros.instant(message.receivedAt()));
        reading.setTimeSource(timed ? TimeSource.DEVICE : TimeSource.ARRIVAL);
        reading.setSequence(parsed.sequence());
        reading.setMetrics(metrics);
        reading.setSourcePartition(message.partition());
        reading.setSourceOffset(message.offset());
        reading.setSourceIndex(index);
        reading.setFlags(List.of());
        return reading;
    }
}
